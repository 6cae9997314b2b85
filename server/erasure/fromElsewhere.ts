import type { EntryPage } from '../../src/lib/domain/entries.ts';
import { keyOf } from '../archive/archiveDoc.ts';
import type { AccessDelivery } from '../access/knownBlocks.ts';
import type { ServerContext } from '../context.ts';
import { ARCHIVE_VIEW } from '../couchdb/archiveIndex.ts';
import { listByPrefix, remove, update } from '../couchdb/documents.ts';
import { compact } from '../couchdb/erase.ts';
import { DELIVERIES, type Delivery } from '../outbound/deliveries.ts';
import { removePictures } from '../pictures/removePictures.ts';
import { changeErased, type Wanted } from './erasedDocs.ts';
import type { Found } from './found.ts';

/** Pages of entry events that are read at once. */
const PAGES = 200;

/**
 * Removes the pictures that belonged to what went, unless a message of somebody else has the same. Until then the list of erasures has kept them
 * in mind.
 * @param pictures with the erasure that wants them
 */
export async function erasePictures(
	ctx: ServerContext,
	pictures: ReadonlyMap<string, string>,
	found: Found
): Promise<void> {
	if (pictures.size === 0) return;
	const needed = attachedIn(ctx);
	for (const picture of pictures.keys()) if (await isInArchive(ctx, picture)) needed.add(picture);
	// what came out of the archive meanwhile was written to the messages first
	await ctx.messages.catchUp();
	for (const picture of attachedIn(ctx)) needed.add(picture);
	for (const [picture, erasure] of pictures) {
		if (needed.has(picture)) continue;
		found.count(erasure, 'pictures', await removePictures(ctx, [[picture, undefined]]));
	}
	for (const erasure of new Set(pictures.values())) {
		await changeErased(ctx, erasure, (old) => {
			if (!old?.pictures) return undefined;
			const { pictures: before, ...rest } = old;
			const left = before.filter((picture) => !pictures.has(picture));
			return left.length > 0 ? { ...rest, pictures: left } : rest;
		});
	}
}

/** The pictures of all messages that are not in the archive. */
function attachedIn({ messages }: ServerContext): Set<string> {
	const attached = new Set<string>();
	for (const id of messages.subjects()) {
		for (const fact of messages.subject(id)?.facts ?? []) {
			if (fact.type === 'pictureAttached') attached.add(fact.picture);
		}
	}
	return attached;
}

/** True where an archived message has that picture. */
async function isInArchive({ couch }: Pick<ServerContext, 'couch'>, picture: string): Promise<boolean> {
	const key = keyOf.picture(picture);
	const { rows } = await couch.db('archive').view(ARCHIVE_VIEW.design, ARCHIVE_VIEW.view, {
		start_key: [key],
		end_key: [key, '\uffff'],
		limit: 1
	});
	return rows.length > 0;
}

/** Removes what is on its way to the board or the access control. */
export async function eraseDeliveries({ couch, ...ctx }: ServerContext, wanted: Wanted): Promise<void> {
	const db = couch.db<Delivery & Partial<Pick<AccessDelivery, 'payload'>>>('private');
	let removed = false;
	for (const prefix of Object.values(DELIVERIES)) {
		for (const { _id, message, payload } of await listByPrefix(db, prefix)) {
			const { id = '' } = payload?.contact ?? {};
			if ((wanted.subject(message) ?? wanted.contact(id)) === undefined) continue;
			removed = (await remove(db, _id)) || removed;
		}
	}
	if (removed) await compact({ ...ctx, couch }, 'private');
}

/** Removes entry events, by KundenID, or up to the erasure by the number on the card. */
export async function eraseEntries(ctx: ServerContext, wanted: Wanted, found: Found): Promise<void> {
	const db = ctx.couch.db<EntryPage>('entries');
	const { rows } = await db.list();
	const ids = rows.map(({ id }) => id).filter((id) => !id.startsWith('_'));
	let removed = 0;
	for (let at = 0; at < ids.length; at += PAGES) {
		const { rows: pages } = await db.fetch({ keys: ids.slice(at, at + PAGES) });
		for (const page of pages) {
			const doc = 'doc' in page ? page.doc : undefined;
			const wants = ({ contact, card, at: when }: EntryPage['events'][number]): string | undefined =>
				wanted.contact(contact) ?? wanted.card(card, when);
			if (!doc?.events.some((event) => wants(event) !== undefined)) continue;
			let gone: (string | undefined)[] = [];
			await update(db, page.key, (old) => {
				gone = (old?.events ?? []).map(wants).filter((erasure) => erasure !== undefined);
				const events = (old?.events ?? []).filter((event) => wants(event) === undefined);
				return old && gone.length > 0 ? { site: old.site, hour: old.hour, events } : undefined;
			});
			for (const erasure of gone) if (erasure !== undefined) found.count(erasure, 'entries');
			removed += gone.length;
		}
	}
	if (removed > 0) await compact(ctx, 'entries');
}
