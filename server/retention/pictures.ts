import { evidenceIsOver, PICTURES_KEPT, type RetentionGround } from '../../src/lib/domain/retention.ts';
import { messageView, type MessageView } from '../../src/lib/domain/views/message.ts';
import { keyOf, subjectIn, type ArchiveDoc } from '../archive/archiveDoc.ts';
import type { ServerContext } from '../context.ts';
import { ARCHIVE_VIEW } from '../couchdb/archiveIndex.ts';
import { useOf, type PhotoDoc } from '../pictures/photoDoc.ts';
import { removePictures } from '../pictures/removePictures.ts';
import { followingInArchiveToo } from './following.ts';
import { retentionGround } from './ground.ts';

/** How long a picture waits for the message that it belongs to, or for its rest, ms: both may be on a device without network. */
const WAITS = 30 * 86_400_000;
/** Documents that are read at once. */
const PAGE = 500;

type FollowedBy = RetentionGround['followedBy'];
type StoredPicture = { readonly id: string } & PhotoDoc;

/** By what all pictures are judged, as of one moment. */
interface Look extends RetentionGround {
	/** Pictures of promotions */
	readonly shown: ReadonlySet<string | undefined>;
	/** Those that are not in the archive, by their pictures */
	readonly here: ReadonlyMap<string, readonly MessageView[]>;
}

/** What was seen of a picture whose time is up: the messages that it belongs to, wherever they are, and what follows from them. */
interface Seen {
	readonly messages: readonly MessageView[];
	readonly followedBy: FollowedBy;
}

const NOTHING: Seen = { messages: [], followedBy: () => [] };

async function lookNow(ctx: ServerContext): Promise<Look> {
	const { promotions } = (await ctx.directory.readDoc('promotions')) ?? { promotions: [] };
	const ground = await retentionGround(ctx);
	const shown = new Set(promotions.map(({ picture }) => picture));
	return { ...ground, shown, here: picturesOf(ctx) };
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

async function archivedWith({ couch, clock }: ServerContext, picture: string): Promise<MessageView[]> {
	const { rows } = await couch.db<ArchiveDoc>('archive').view(ARCHIVE_VIEW.design, ARCHIVE_VIEW.view, {
		start_key: [keyOf.picture(picture)],
		end_key: [keyOf.picture(picture), '\uffff'],
		include_docs: true
	});
	return rows.flatMap(({ id, doc }) => {
		const view = doc && messageView(subjectIn(id, (doc as ArchiveDoc).facts), clock());
		return view ? [view] : [];
	});
}

/**
 * What there is of a picture whose time is up; undefined where it stays.
 * @param before what was seen of it when the archive was last looked at: it counts as well
 */
async function seenOver(
	ctx: ServerContext,
	{ id, uploadedAt, begunAt }: StoredPicture,
	look: Look,
	before = NOTHING
): Promise<Seen | undefined> {
	const age = look.now - (uploadedAt ?? begunAt);
	if (look.shown.has(id) || age < PICTURES_KEPT) return undefined;
	const messages =
		uploadedAt === undefined
			? []
			: [...before.messages, ...(look.here.get(id) ?? []), ...(await archivedWith(ctx, id))];
	if (messages.length === 0) return age >= WAITS ? NOTHING : undefined;
	const proved = messages.filter(({ pictures }) =>
		pictures.some((fact) => fact.picture === id && fact.evidence !== undefined)
	);
	const here: FollowedBy = (message) => [...before.followedBy(message), ...look.followedBy(message)];
	// most are kept by what is at hand
	if (proved.some((view) => !evidenceIsOver(view, { ...look, followedBy: here }))) return undefined;
	const followedBy = await followingInArchiveToo(
		ctx,
		proved.map((view) => view.id),
		here
	);
	if (proved.some((view) => !evidenceIsOver(view, { ...look, followedBy }))) return undefined;
	return { messages, followedBy };
}

function usesOf(picture: string, { id, pictures }: MessageView): string[] {
	return pictures.flatMap((fact) => (fact.picture === picture ? useOf(id, fact.evidence !== undefined) : []));
}

/** Pictures that are still there, page by page, oldest ids first. */
async function* stored({ couch }: ServerContext): AsyncGenerator<StoredPicture[]> {
	let start = '';
	for (;;) {
		const { rows } = await couch
			.db<PhotoDoc>('photos')
			.list({ start_key: start, include_docs: true, limit: PAGE + 1 });
		yield rows
			.slice(0, PAGE)
			.flatMap(({ id, doc }) =>
				doc && !id.startsWith('_') && doc.removedAt === undefined ? { ...doc, id } : []
			);
		if (rows.length <= PAGE) return;
		start = rows.at(-1)?.id ?? '';
	}
}

/**
 * Removes pictures 72 hours after they were uploaded, evidence when its case has been done for as long as the settings have it, and
 * what never arrived in full. Pictures of promotions stay. What is to go is judged once more right before it does: meanwhile its message may have
 * come out of the archive, or its case been opened again.
 * @returns how many went
 */
export async function removeOldPictures(ctx: ServerContext): Promise<number> {
	const first = await lookNow(ctx);
	let removed = 0;
	for await (const page of stored(ctx)) {
		const over: [StoredPicture, Seen][] = [];
		for (const picture of page) {
			const seen = await seenOver(ctx, picture, first);
			if (seen) over.push([picture, seen]);
		}
		if (over.length === 0) continue;
		const again = await lookNow(ctx);
		const old: [string, string[]][] = [];
		for (const [picture, before] of over) {
			const seen = await seenOver(ctx, picture, again, before);
			const { id } = picture;
			if (seen) old.push([id, [...new Set(seen.messages.flatMap((view) => usesOf(id, view)))]]);
		}
		removed += await removePictures(ctx, old);
	}
	return removed;
}
