import type { Database, StoredDoc } from './pouch.ts';

/** What the `idb` adapter of PouchDB 9 calls its stores. Its format has been the same since PouchDB 5; a test compares what is read here with `allDocs`. */
const DOCUMENTS = 'document-store';
const BODIES = 'by-sequence';
const PREFIX = '_pouch_';
/** Index of {@link DOCUMENTS}, by whether the document is there; its keys are ids. */
const PRESENCE = 'deletedOrLocal';
const PRESENT = '0';

/** Everything in a database. */
export interface Contents {
	readonly docs: StoredDoc[];
	/** The sequence that it stands for */
	readonly since: number | string;
	/** The sequence of each document by id: documents that were stored later have a higher one. In ascending order */
	readonly sequences: ReadonlyMap<string, number>;
}

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
function joined(
	ids: ReadonlySet<IDBValidKey>,
	rows: readonly BodyRow[],
	keys: readonly IDBValidKey[]
): Pick<Contents, 'docs' | 'sequences'> {
	const docs: StoredDoc[] = [];
	const sequences = new Map<string, number>();
	rows.forEach((row, index) => {
		const key = row._doc_id_rev ?? '';
		const at = key.lastIndexOf('::');
		const _id = key.slice(0, at);
		if (!ids.has(_id)) return;
		delete row._doc_id_rev;
		docs.push(Object.assign(row, { _id, _rev: key.slice(at + 2) }));
		sequences.set(_id, Number(keys[index]));
	});
	if (docs.length !== ids.size || sequences.size !== ids.size)
		throw new Error('bodies do not fit the documents');
	return { docs, sequences };
}

/**
 * Everything in a database of the `idb` adapter, in three requests. `allDocs` makes one for each document, and takes ten times as long.
 * @throws where the database is not as the adapter makes it
 */
export async function readIdb(database: Database): Promise<Contents> {
	// PouchDB makes its stores before it answers.
	await database.info();
	const idb = await open(database.name);
	try {
		const transaction = idb.transaction([DOCUMENTS, BODIES], 'readonly');
		const bodies = transaction.objectStore(BODIES);
		const [ids, rows, keys] = await Promise.all([
			resultOf(transaction.objectStore(DOCUMENTS).index(PRESENCE).getAllKeys(PRESENT)),
			resultOf<BodyRow[]>(bodies.getAll()),
			resultOf(bodies.getAllKeys())
		]);
		return { ...joined(new Set(ids), rows, keys), since: Number(keys.at(-1) ?? 0) };
	} finally {
		idb.close();
	}
}
