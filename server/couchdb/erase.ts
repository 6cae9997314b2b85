import { isDeepStrictEqual } from 'node:util';
import type { ServerContext } from '../context.ts';
import type { Couch } from './couch.ts';
import type { DatabaseName } from './names.ts';

/** Documents of one request; CouchDB purges 100 at the most (`max_document_id_number`), and their bodies come along. */
const BATCH = 20;
/** How often {@link bury} looks again for what others wrote in between. */
const ATTEMPTS = 5;

type Ground = Pick<ServerContext, 'couch' | 'database'>;

/** A leaf of a document: a current revision, one that stands beside it, or a tombstone. */
interface Leaf {
	readonly ok?: { readonly _rev: string; readonly _deleted?: boolean };
}

interface Revisions {
	readonly id: string;
	readonly revs: readonly string[];
}

/**
 * Removes documents so that nothing is left of what they held. CouchDB purges them; the embedded database knows no purging, so there a
 * tombstone without content stays. Afterwards old revisions are compacted away. Not for databases that devices replicate: they would
 * not hear of it; see {@link bury}.
 * @param signal leaves off between two batches, by throwing its reason
 */
export async function erase(
	ground: Ground,
	name: DatabaseName,
	ids: readonly string[],
	signal?: AbortSignal
): Promise<void> {
	const { couch, database } = ground;
	const { embedded } = database;
	for (let at = 0; at < ids.length; at += BATCH) {
		signal?.throwIfAborted();
		// a tombstone that stays when all others are purged would be in the way of a document that comes again
		const there = await leavesOf(couch, name, ids.slice(at, at + BATCH), { tombstones: !embedded });
		if (there.length > 0) await (embedded ? putTombstones : purge)(couch, name, there);
	}
	await compact(ground, name);
}

/**
 * Puts tombstones without content in the place of documents and of all that stands beside them: those who replicate the database hear of it. What
 * the documents held is gone for good after {@link compact}.
 * @throws Error where others do not stop writing them
 */
export async function bury({ couch }: Ground, name: DatabaseName, ids: readonly string[]): Promise<void> {
	for (let at = 0; at < ids.length; at += BATCH) {
		let before: Revisions[] = [];
		for (let attempt = 1; ; attempt += 1) {
			const there = await leavesOf(couch, name, ids.slice(at, at + BATCH), { tombstones: false });
			if (there.length === 0) break;
			if (attempt > ATTEMPTS || isDeepStrictEqual(there, before)) {
				throw new Error(`${name}: documents could not be removed`);
			}
			await putTombstones(couch, name, there);
			before = there;
		}
	}
}

/**
 * Has the database let go of what documents held before they were changed or removed. CouchDB does so in the background and takes minutes for
 * large ones; the embedded database is done when this resolves.
 */
export async function compact(ground: Ground, name: DatabaseName): Promise<void> {
	const { couch } = ground;
	const db = couch.nameOf(name);
	await couch.nano.request({ db, path: '_compact', method: 'POST', body: {} });
	if (ground.database.embedded)
		await couch.nano.request({ db, path: '_compact_files', method: 'POST', body: {} });
}

/**
 * The same of an index: brings it up to date first, since only then it lets go of what was removed.
 * @param index names of its design document and of one of its views
 */
export async function compactIndex(
	ground: Ground,
	name: DatabaseName,
	index: { readonly design: string; readonly view: string }
): Promise<void> {
	const { couch } = ground;
	// the embedded database drops its indexes when it is compacted
	if (ground.database.embedded) return;
	await couch.db(name).view(index.design, index.view, { limit: 1, update: 'true' });
	const db = couch.nameOf(name);
	await couch.nano.request({ db, path: `_compact/${index.design}`, method: 'POST', body: {} });
	await couch.nano.request({ db, path: '_view_cleanup', method: 'POST', body: {} });
}

async function leavesOf(
	couch: Couch,
	name: DatabaseName,
	ids: readonly string[],
	{ tombstones }: { tombstones: boolean }
): Promise<Revisions[]> {
	const docs = ids.map((id) => ({ id }));
	const { results } = (await couch.nano.request({
		db: couch.nameOf(name),
		path: '_bulk_get',
		method: 'POST',
		body: { docs }
	})) as { results: { id: string; docs: Leaf[] }[] };
	return results
		.map(({ id, docs: leaves }) => ({
			id,
			revs: leaves.flatMap(({ ok }) => (ok && (tombstones || !ok._deleted) ? [ok._rev] : []))
		}))
		.filter(({ revs }) => revs.length > 0);
}

async function purge(couch: Couch, name: DatabaseName, revisions: readonly Revisions[]): Promise<void> {
	const body = Object.fromEntries(revisions.map(({ id, revs }) => [id, revs]));
	await couch.nano.request({ db: couch.nameOf(name), path: '_purge', method: 'POST', body });
}

async function putTombstones(
	couch: Couch,
	name: DatabaseName,
	revisions: readonly Revisions[]
): Promise<void> {
	const docs = revisions.flatMap(({ id, revs }) =>
		revs.map((rev) => ({ _id: id, _rev: rev, _deleted: true }))
	);
	await couch.nano.request({
		db: couch.nameOf(name),
		path: '_bulk_docs',
		method: 'POST',
		body: { docs }
	});
}
