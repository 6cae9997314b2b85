import { evidenceIsOver, PICTURES_KEPT, type RetentionGround } from '../../src/lib/domain/retention.ts';
import { messageView, type MessageView } from '../../src/lib/domain/views/message.ts';
import { keyOf, subjectIn, type ArchiveDoc } from '../archive/archiveDoc.ts';
import type { ServerContext } from '../context.ts';
import { ARCHIVE_VIEW } from '../couchdb/archiveIndex.ts';
import { useOf, type PhotoDoc } from '../pictures/photoDoc.ts';
import { removePictures } from '../pictures/removePictures.ts';
import { followingInArchiveToo } from './following.ts';

/** How long a picture waits for the message that it belongs to, or for its rest, ms: both may be on a device without network. */
const WAITS = 30 * 86_400_000;
/** Documents that are read at once. */
const PAGE = 500;

/** The messages that a picture belongs to, wherever they are. */
async function messagesWith(
	{ couch, clock }: ServerContext,
	picture: string,
	here: ReadonlyMap<string, readonly MessageView[]>
): Promise<readonly MessageView[]> {
	const { rows } = await couch.db<ArchiveDoc>('archive').view(ARCHIVE_VIEW.design, ARCHIVE_VIEW.view, {
		start_key: [keyOf.picture(picture)],
		end_key: [keyOf.picture(picture), '\uffff'],
		include_docs: true
	});
	const archived = rows.flatMap(({ id, doc }) => {
		const view = doc && messageView(subjectIn(id, (doc as ArchiveDoc).facts), clock());
		return view ? [view] : [];
	});
	return [...(here.get(picture) ?? []), ...archived];
}

function picturesOf({ messages, clock }: ServerContext): Map<string, MessageView[]> {
	const found = new Map<string, MessageView[]>();
	for (const id of messages.subjects()) {
		const view = messageView(messages.subject(id), clock());
		for (const { picture } of view?.pictures ?? []) {
			found.set(picture, [...(found.get(picture) ?? []), ...(view ? [view] : [])]);
		}
	}
	return found;
}

/** True where one of the messages has it as evidence that is still needed. */
async function isNeeded(
	ctx: ServerContext,
	picture: string,
	messages: readonly MessageView[],
	ground: RetentionGround
): Promise<boolean> {
	const proved = messages.filter(({ pictures }) =>
		pictures.some((fact) => fact.picture === picture && fact.evidence !== undefined)
	);
	// most are kept by what is at hand
	if (proved.some((view) => !evidenceIsOver(view, ground))) return true;
	const ids = proved.map(({ id }) => id);
	const followedBy = await followingInArchiveToo(ctx, ids, ground.followedBy);
	return proved.some((view) => !evidenceIsOver(view, { ...ground, followedBy }));
}

function usesOf(picture: string, { id, pictures }: MessageView): string[] {
	return pictures.flatMap((fact) => (fact.picture === picture ? useOf(id, fact.evidence !== undefined) : []));
}

/** Pictures that are still there, oldest ids first. */
async function* stored({ couch }: ServerContext): AsyncGenerator<{ id: string } & PhotoDoc> {
	let start = '';
	for (;;) {
		const { rows } = await couch
			.db<PhotoDoc>('photos')
			.list({ start_key: start, include_docs: true, limit: PAGE + 1 });
		for (const { id, doc } of rows.slice(0, PAGE)) {
			if (doc && !id.startsWith('_') && doc.removedAt === undefined) yield { ...doc, id };
		}
		if (rows.length <= PAGE) return;
		start = rows.at(-1)?.id ?? '';
	}
}

/**
 * Removes pictures 72 hours after they were uploaded, evidence when its case has been done for as long as the settings have it, and
 * what never arrived in full. Pictures of promotions stay.
 * @returns how many went
 */
export async function removeOldPictures(ctx: ServerContext, ground: RetentionGround): Promise<number> {
	const { promotions } = (await ctx.directory.readDoc('promotions')) ?? { promotions: [] };
	const shown = new Set(promotions.map(({ picture }) => picture));
	const here = picturesOf(ctx);
	const old: [string, string[]][] = [];
	for await (const { id, uploadedAt, begunAt } of stored(ctx)) {
		const age = ground.now - (uploadedAt ?? begunAt);
		if (shown.has(id) || age < PICTURES_KEPT) continue;
		const messages = uploadedAt === undefined ? [] : await messagesWith(ctx, id, here);
		const over = messages.length === 0 ? age >= WAITS : !(await isNeeded(ctx, id, messages, ground));
		if (over) old.push([id, messages.flatMap((view) => usesOf(id, view))]);
	}
	return await removePictures(ctx, old);
}
