import { storageError } from './errors.ts';
import type { Database, StoredDoc } from './pouch.ts';
import { readIdb, type Contents } from './readIdb.ts';

/** A change as PouchDB tells it, with the document (of a tombstone: what stands in it). */
export interface LiveChange {
	readonly id: string;
	readonly deleted: boolean;
	readonly doc: StoredDoc;
}

/** A change with its number, which grows with every write to the database. */
export interface NumberedChange extends LiveChange {
	readonly sequence: number;
}

/**
 * Hears what is written to a database from `since` on, by this tab or another; changes that come together are told together.
 * @returns what ends it
 */
export function liveFeed(
	database: Database,
	since: number | string,
	onChanges: (changes: NumberedChange[]) => void
): () => void {
	let waiting: NumberedChange[] = [];
	const flush = (): void => {
		const changes = waiting;
		waiting = [];
		if (changes.length > 0) onChanges(changes);
	};
	const feed = database.changes({ since, live: true, include_docs: true, return_docs: false });
	feed.on('change', (change) => {
		if (change.doc === undefined) return;
		const { id, deleted = false, doc } = change;
		// Of a database on the device it is a plain integer.
		waiting.push({ id, sequence: Number(change.seq), deleted, doc: doc as StoredDoc });
		if (waiting.length === 1) void Promise.resolve().then(flush);
	});
	// A database that is closed or removed under the feed ends it; whoever did that opens a new one.
	feed.on('error', () => undefined);
	return () => feed.cancel();
}

/** Everything in a database, and the sequence it stands for. @throws StorageLost */
export async function readAll(database: Database): Promise<Contents> {
	if ((database as { adapter?: string }).adapter === 'idb') {
		// Another version of PouchDB may keep its things otherwise; then it is slow, and right all the same.
		const read = await readIdb(database).catch(() => undefined);
		if (read) return read;
	}
	const { results, last_seq } = await database
		.changes({ since: 0, include_docs: true })
		.catch((error: unknown) => {
			throw storageError(error);
		});
	const there = results.filter(({ deleted, doc }) => deleted !== true && doc !== undefined);
	return {
		docs: there.map(({ doc }) => doc as unknown as StoredDoc),
		since: last_seq,
		sequences: new Map(there.map(({ id, seq }) => [id, Number(seq)]))
	};
}
