import type { ServerContext } from '../context.ts';
import { read, update } from '../couchdb/documents.ts';
import { compact } from '../couchdb/erase.ts';
import type { PhotoDoc } from './photoDoc.ts';

/**
 * Removes pictures whose time is up or whose person was erased. What stays says only that they were here, so that no device brings one
 * back; see `PhotoDoc.removedAt`.
 * @param pictures with what each was of use for, see `PhotoDoc.removedFrom`; undefined where its person was erased
 * @returns how many there were
 */
export async function removePictures(
	ground: Pick<ServerContext, 'couch' | 'clock' | 'database'>,
	pictures: Iterable<readonly [id: string, removedFrom: readonly string[] | undefined]>
): Promise<number> {
	const db = ground.couch.db<PhotoDoc>('photos');
	const now = ground.clock();
	let removed = 0;
	for (const [id, removedFrom] of pictures) {
		const before = await read(db, id);
		// of what went by its age, an erasure has still to say that it never comes back
		const isDone = (old: PhotoDoc | undefined): boolean =>
			old?.removedAt !== undefined && (removedFrom !== undefined || old.removedFrom === undefined);
		// stopped in between, an erasure has still to look for what lost
		if (isDone(before) && removedFrom !== undefined) continue;
		await update(db, id, (old) =>
			isDone(old)
				? undefined
				: {
						bytes: old?.bytes ?? 0,
						begunAt: old?.begunAt ?? now,
						uploadedAt: old?.uploadedAt ?? now,
						removedAt: old?.removedAt ?? now,
						...(removedFrom ? { removedFrom } : {})
					}
		);
		await dropLosers(ground, id);
		if (before && before.removedAt === undefined) removed += 1;
	}
	if (removed > 0) await compact(ground, 'photos');
	return removed;
}

/** Two nodes of a cluster may both have taken a part: what lost is kept beside the winner, picture and all. */
async function dropLosers({ couch }: Pick<ServerContext, 'couch'>, id: string): Promise<void> {
	const db = couch.db<PhotoDoc>('photos');
	const { _conflicts = [] } = await db.get(id, { conflicts: true });
	for (const rev of _conflicts) await db.destroy(id, rev).catch(() => undefined);
}
