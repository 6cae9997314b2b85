import type { Database, StoredDoc } from './pouch.ts';

/** What the `idb` adapter of PouchDB 9 calls its stores. Its format has been the same since PouchDB 5; a test compares what is read here with `allDocs`. */
const DOCUMENTS = 'document-store';
const BODIES = 'by-sequence';
const PREFIX = '_pouch_';
/** Index of {@link DOCUMENTS}, by whether the document is there; its keys are ids. */
const PRESENCE = 'deletedOrLocal';
const PRESENT = '0';

/** A row of {@link BODIES}: the document without id and revision, which stand in one field, `id::rev`. */
type BodyRow = Record<string, unknown> & { _doc_id_rev?: string };

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('request failed'));
	});
}

/** Opens the database that PouchDB has made; never makes one, which PouchDB could not use. */
async function open(name: string): Promise<IDBDatabase> {
	const request = indexedDB.open(PREFIX + name);
	request.onupgradeneeded = () => request.transaction?.abort();
	return resultOf(request);
}

/** @throws Error where a document has no body, or more than one: only PouchDB knows which of them wins */
function joined(ids: ReadonlySet<IDBValidKey>, rows: readonly BodyRow[]): StoredDoc[] {
	const docs: StoredDoc[] = [];
	for (const row of rows) {
		const key = row._doc_id_rev ?? '';
		const at = key.lastIndexOf('::');
		const _id = key.slice(0, at);
		if (!ids.has(_id)) continue;
		delete row._doc_id_rev;
		docs.push(Object.assign(row, { _id, _rev: key.slice(at + 2) }));
	}
	if (docs.length !== ids.size || new Set(docs.map((doc) => doc._id)).size !== ids.size) {
		throw new Error('bodies do not fit the documents');
	}
	return docs;
}

/**
 * Everything in a database of the `idb` adapter, in three requests. `allDocs` makes one for each document, and takes ten times as long.
 * @throws where the database is not as the adapter makes it
 */
export async function readIdb(database: Database): Promise<{ docs: StoredDoc[]; since: number }> {
	// PouchDB makes its stores before it answers.
	await database.info();
	const idb = await open(database.name);
	try {
		const transaction = idb.transaction([DOCUMENTS, BODIES], 'readonly');
		const bodies = transaction.objectStore(BODIES);
		const [ids, rows, last] = await Promise.all([
			resultOf(transaction.objectStore(DOCUMENTS).index(PRESENCE).getAllKeys(PRESENT)),
			resultOf<BodyRow[]>(bodies.getAll()),
			resultOf(bodies.openKeyCursor(null, 'prev'))
		]);
		return { docs: joined(new Set(ids), rows), since: last ? Number(last.key) : 0 };
	} finally {
		idb.close();
	}
}
