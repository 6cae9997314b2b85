import type { ServerContext } from '../context.ts';
import { compact } from '../couchdb/erase.ts';
import { isRestoring, renewGeneration } from '../couchdb/generation.ts';
import type { DatabaseName } from '../couchdb/names.ts';
import { changeErased, listErased, wantedBy, type ErasedDoc } from './erasedDocs.ts';
import { eraseDeliveries, eraseEntries, erasePictures } from './fromElsewhere.ts';
import { eraseFromDirectory, tellDevices } from './fromDirectory.ts';
import { eraseFromArchive, eraseFromMessages } from './fromMessages.ts';
import { forgetRows } from '../import/forgetRows.ts';
import { Found, sumOf } from './found.ts';

/** Where something of a person may have been; the archive is compacted each time that it is looked through. */
const CONCERNED: readonly DatabaseName[] = ['messages', 'directory', 'entries', 'photos', 'private'];

/** What a sweep looks at. */
export interface Reach {
	/** Messages, checks and contacts; all of them where absent */
	readonly subjects?: Iterable<string>;
	/** Whether only these are looked at, and nothing else */
	readonly messagesOnly?: boolean;
	/** Leaves off between two steps, by throwing its reason, as long as nothing was found: the next sweep goes on */
	readonly signal?: AbortSignal;
}

/**
 * Goes through everything and erases what the list of erasures wants. It may be killed anywhere and done again, by several servers at once: what
 * went is remembered before it goes.
 * @returns what there was
 */
export async function sweep(ctx: ServerContext, reach: Reach = {}): Promise<Found> {
	const found = new Found();
	const before = await listErased(ctx);
	let docs: ReadonlyMap<string, ErasedDoc> = before;
	if (docs.size === 0) return found;
	const wanted = wantedBy(ctx, docs);
	await ctx.messages.catchUp();
	const subjects = reach.subjects ?? [...ctx.messages.subjects()];
	// once something has gone, its pictures and the new generation belong to it
	const goOn = (): void => {
		if (found.byErasure.size === 0) reach.signal?.throwIfAborted();
	};
	goOn();
	const pictures = await eraseFromMessages(ctx, subjects, wanted, found);
	if (!reach.messagesOnly) {
		await tellDevices(ctx, docs.values());
		await eraseFromDirectory(ctx, wanted, found);
		goOn();
		for (const [picture, erasure] of await eraseFromArchive(ctx, wanted, found))
			pictures.set(picture, erasure);
		goOn();
		await eraseEntries(ctx, wanted, found);
		// by now the list knows of the messages that went
		docs = await listErased(ctx);
		await eraseDeliveries(ctx, wantedBy(ctx, docs));
		// what rejected rows quote may be theirs; a restore brings it back
		const now = ctx.clock();
		await forgetRows(ctx, Math.max(...[...docs.values()].map(({ doneAt = now }) => doneAt)));
	}
	// those of a sweep that was cut off too
	for (const [erasure, { pictures: left = [] }] of docs) {
		for (const picture of left) pictures.set(picture, erasure);
	}
	await erasePictures(ctx, pictures, found);
	// a restore replaces what was looked at: all is looked at again when it is done
	if (await isRestoring(ctx.couch)) return found;
	const whole = !reach.messagesOnly;
	// by tombstones devices let go of what comes back later; that all of it is out of their files is sure once they have dropped these
	const first = whole && [...before.values()].some(({ doneAt }) => doneAt === undefined);
	// what a sweep removed that was cut off before it compacted, no other finds
	if (first) for (const name of CONCERNED) await compact(ctx, name);
	if (first && (await renewGeneration(ctx.couch, ctx.random)) === undefined) return found;
	await writeDown(ctx, new Map([...docs].filter(([id]) => before.has(id))), found, whole);
	if (first) await ctx.database.look();
	return found;
}

/** @param whole whether everything was looked at */
async function writeDown(
	ctx: ServerContext,
	docs: ReadonlyMap<string, ErasedDoc>,
	found: Found,
	whole: boolean
): Promise<void> {
	const now = ctx.clock();
	for (const [id, { doneAt }] of docs) {
		const counts = found.byErasure.get(id);
		if (!counts && (doneAt !== undefined || !whole)) continue;
		await changeErased(ctx, id, (old) => {
			if (!old) return undefined;
			if (old.doneAt !== undefined) return counts ? { ...old, againAt: now } : undefined;
			return { ...old, counts: sumOf(old.counts, counts), ...(whole ? { doneAt: now } : {}) };
		});
	}
}
