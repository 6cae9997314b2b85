/** What there is on a contact (Art. 15 GDPR), ready to be read. */
import { foldSubject, type Subject } from '../domain/fold.ts';
import type { EntryEvent } from '../domain/entries.ts';
import type { PromotionAnsweredFact } from '../domain/facts/promotionAnswered.ts';
import { checkView } from '../domain/views/cameraCheck.ts';
import { messageView, type MessageView } from '../domain/views/message.ts';
import * as m from '../paraglide/messages.js';
import { factsOf, type ContactFile, type ErasedCounts, type FiledSubject } from './api/privacy.ts';
import { checkTitle } from './checkWords.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { countText, personText, timeText } from './wording.ts';

/** A message about the person. */
export interface FiledMessage {
	readonly view: MessageView;
	readonly archived: boolean;
}

/** A message about somebody else, or a camera check, in which the person is named. */
export interface Mention {
	readonly id: string;
	/** What it is: whom it is about, or which check */
	readonly title: string;
	readonly text: string;
	readonly when: string;
}

/** A contact file as people read it; lists are newest first. */
export interface ReadableFile {
	readonly messages: readonly FiledMessage[];
	readonly answers: readonly PromotionAnsweredFact[];
	readonly entries: readonly (EntryEvent & { readonly site: string })[];
	readonly mentions: readonly Mention[];
}

const newestFirst = (one: { at: string }, other: { at: string }): number =>
	one.at < other.at ? 1 : one.at > other.at ? -1 : 0;

function folded(filed: FiledSubject): Subject | undefined {
	return foldSubject(filed.id, factsOf(filed));
}

function mentionOf(app: Dienstbuch, filed: FiledSubject): Mention | undefined {
	const subject = folded(filed);
	const message = messageView(subject, app.clock.now);
	const check = checkView(subject);
	const fact = message?.fact ?? check?.fact;
	if (!fact) return undefined;
	return {
		id: filed.id,
		title: message ? personText(message.contact) : check ? checkTitle(app, check) : '',
		text: message?.fact.text ?? check?.filed?.summary ?? '',
		when: timeText(app, fact.at, fact.site)
	};
}

/** Makes a contact file readable. Reactive. */
export function readableFile(app: Dienstbuch, file: ContactFile): ReadableFile {
	const subjects = file.subjects.map((filed) => ({ subject: folded(filed), archived: filed.archived }));
	return {
		messages: subjects
			.flatMap(({ subject, archived }) => {
				const view = messageView(subject, app.clock.now);
				return view ? [{ view, archived }] : [];
			})
			.sort((one, other) => newestFirst(one.view.fact, other.view.fact)),
		answers: subjects
			.flatMap(({ subject }) => subject?.facts ?? [])
			.filter((fact) => fact.type === 'promotionAnswered')
			.sort(newestFirst),
		entries: file.entries.toSorted(newestFirst),
		mentions: file.mentions.flatMap((filed) => mentionOf(app, filed) ?? [])
	};
}

/**
 * The file for the person themselves, as JSON. Without what is about others: that would tell them of somebody else (Art. 15 (4) GDPR).
 * @param made ISO 8601, UTC
 */
export function fileForPerson({ mentions: _others, ...theirs }: ContactFile, made: string): string {
	return JSON.stringify({ form: 'dienstbuch-contact', version: 1, made, ...theirs }, undefined, '\t');
}

/** "Stammdaten, 3 Mitteilungen, 1 im Archiv, 2 Fotos, 14 Eintritte": only what there is. */
export function countsText(counts: ErasedCounts): string {
	const parts = [
		{ count: counts.messages, one: m.privacy_count_message, many: m.privacy_count_messages },
		{ count: counts.archived, one: m.privacy_count_archived_one, many: m.privacy_count_archived },
		{ count: counts.pictures, one: m.privacy_count_picture, many: m.privacy_count_pictures },
		{ count: counts.entries, one: m.privacy_count_entry, many: m.privacy_count_entries }
	].filter(({ count }) => count > 0);
	const words = parts.map(({ count, one, many }) =>
		count === 1 ? one() : many({ count: countText(count) })
	);
	if (counts.contacts > 0) words.unshift(m.privacy_count_master());
	return words.length === 0 ? m.privacy_count_nothing() : words.join(', ');
}
