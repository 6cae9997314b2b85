import type { Couch } from '../couchdb/couch.ts';

/** Ids that are asked for at once. */
const BATCH = 1000;

/** Which of these facts the server has, or had: archived or erased since (rule P9). */
export async function factsThere(couch: Couch, ids: readonly string[]): Promise<Set<string>> {
	const found = new Set<string>();
	for (let at = 0; at < ids.length; at += BATCH) {
		const { rows } = await couch.db('messages').fetchRevs({ keys: ids.slice(at, at + BATCH) });
		for (const row of rows) if (!('error' in row)) found.add(row.id);
	}
	return found;
}
