import type { Database, StoredDoc } from './pouch.ts';
import { readIdb } from './readIdb.ts';

/** A change as PouchDB tells it, with the document (of a tombstone: what stands in it). */
export interface LiveChange {
	readonly id: string;
	readonly deleted: boolean;
	readonly doc: StoredDoc;
}

/**
 * Hears what is written to a database from `since` on, by this tab or another; changes that come together are told together.
 * @returns what ends it
 */
export function liveFeed(
	database: Database,
	since: number | string,
	onChanges: (changes: LiveChange[]) => void
): () => void {
	let waiting: LiveChange[] = [];
	const flush = (): void => {
		const changes = waiting;
		waiting = [];
		if (changes.length > 0) onChanges(changes);
	};
	const feed = database.changes({ since, live: true, include_docs: true, return_docs: false });
	feed.on('change', (change) => {
		if (change.doc === undefined) return;
		if (waiting.push({ id: change.id, deleted: change.deleted === true, doc: change.doc as StoredDoc }) === 1) {
			void Promise.resolve().then(flush);
		}
	});
	// A database that is closed or removed under the feed ends it; whoever did that opens a new one.
	feed.on('error', () => undefined);
	return () => feed.cancel();
}

/** Everything in a database, and the sequence it stands for. */
export async function readAll(database: Database): Promise<{ docs: StoredDoc[]; since: number | string }> {
	if ((database as { adapter?: string }).adapter === 'idb') {
		// Another version of PouchDB may keep its things otherwise; then it is slow, and right all the same.
		const read = await readIdb(database).catch(() => undefined);
		if (read) return read;
	}
	const { rows, ...rest } = await database.allDocs({ include_docs: true, update_seq: true });
	const since = (rest as { update_seq?: number | string }).update_seq ?? 0;
	return { docs: rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc as StoredDoc] : [])), since };
}
