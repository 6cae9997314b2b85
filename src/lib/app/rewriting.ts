import { made, type Result } from '../domain/commands/result.ts';
import type { MessageView } from '../domain/views/message.ts';
import { dayOf } from '../domain/time/zone.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { messageKey, newDraftId, type MessageDraft } from './drafts.svelte.ts';
import { typedTimeOf } from './footage.ts';
import { withdraw } from './messages.ts';
import type { PictureDraft } from './pictures/heldPictures.svelte.ts';

/** What a message says, as a draft of the one that is to take its place. */
function draftInPlaceOf(
	app: Dienstbuch,
	{ id, fact, contact, assignee, check, board, pictures }: MessageView
): MessageDraft {
	const zone = app.directory.timeZoneOf(fact.site);
	const seen = fact.footageAt === undefined ? undefined : Date.parse(fact.footageAt);
	const footage = seen === undefined ? undefined : typedTimeOf(seen, zone);
	const { reason, told, until } = fact.block ?? {};
	return {
		id: newDraftId((length) => app.random(length)),
		kind: fact.kind,
		contact,
		text: fact.text,
		assignee,
		forInformation: fact.forInformation,
		board,
		footageDay: footage?.day,
		footageClock: footage?.clock,
		footageNear: seen,
		rule: fact.rule,
		channel: fact.channel,
		blockReason: reason,
		blockTold: told,
		blockEnd: until === undefined ? 'none' : 'date',
		// A block until midnight has the day before as its last.
		blockDay: until === undefined ? undefined : dayOf(Date.parse(until) - 1, zone),
		check,
		...heldAgain(pictures),
		refersTo: fact.refersTo,
		replaces: id,
		site: fact.site
	};
}

/** The pictures of a message for the draft of another: as evidence where one of them was. */
function heldAgain(pictures: MessageView['pictures']): PictureDraft {
	const held = pictures.map(({ picture: id, mediaType, bytes, width, height }) => {
		return { id, mediaType, bytes, width, height };
	});
	const evidenceReason = pictures.find(({ evidence }) => evidence !== undefined)?.evidence;
	return held.length > 0 ? { pictures: held, evidence: evidenceReason !== undefined, evidenceReason } : {};
}

/**
 * "Zurückziehen & neu schreiben" (DESIGN § 2). The draft with the old text is stored before the message is withdrawn, so that no crash in between
 * costs a word of it.
 * @returns the id of the draft, or what is wrong with the reason; nothing is kept then
 * @throws StorageFull: the message still stands
 */
export async function rewrite(
	app: Dienstbuch,
	message: MessageView,
	reason: string
): Promise<Result<string>> {
	const draft = draftInPlaceOf(app, message);
	const key = messageKey(draft.id);
	app.drafts.keep(key, draft);
	await app.drafts.flush();
	try {
		const result = await withdraw(app, message.id, reason);
		if (result.ok) return made(draft.id);
		await app.drafts.discard(key);
		return result;
	} catch (error) {
		await app.drafts.discard(key).catch(() => undefined);
		throw error;
	}
}
