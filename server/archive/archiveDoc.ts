/** A message in the archive: one document with all that was said of it, and the keys under which it is found. */
import type { Fact } from '../../src/lib/domain/facts/registry.ts';
import { kindOf } from '../../src/lib/domain/facts/registry.ts';
import { foldSubject, type Subject } from '../../src/lib/domain/fold.ts';
import { contactIdOf, messageView, type MessageView } from '../../src/lib/domain/views/message.ts';
import { wordsOf } from './words.ts';

/** A fact as it was, without what CouchDB adds. It may be of a version that this server does not know. */
export interface KeptFact {
	readonly _id: string;
	readonly type?: string;
	readonly v?: number;
}

/** A document of `archive`; its id is that of the message. */
export interface ArchiveDoc {
	readonly facts: readonly KeptFact[];
	/** When the message was written (UTC): the order in which it is shown */
	readonly at: string;
	/** Keys of the index */
	readonly index: readonly string[];
}

/** Words are found by these many letters of theirs; what is longer is compared afterwards. */
const PREFIXES = [7, 4, 2] as const;

/** The key under which words that begin so are found; undefined where it is too short. */
export function prefixKey(form: string): string | undefined {
	const length = PREFIXES.find((prefix) => form.length >= prefix);
	return length === undefined ? undefined : `word:${form.slice(0, length)}`;
}

function prefixKeys(word: string): string[] {
	return PREFIXES.filter((length) => word.length >= length).map((length) => `word:${word.slice(0, length)}`);
}

/** Keys that are not words. */
export const keyOf = {
	all: 'all',
	contact: (id: string): string => `contact:${id}`,
	site: (id: string): string => `site:${id}`,
	kind: (kind: string): string => `kind:${kind}`,
	siteAndKind: (site: string, kind: string): string => `site:${site} kind:${kind}`,
	/** Not for searching: where a picture is still needed */
	picture: (id: string): string => `picture:${id}`
};

/** What is searched of a message. */
export function searchedText({ fact, contact }: MessageView): string {
	const names = [fact.contact.name, contact.name, contactIdOf(contact), contactIdOf(fact.contact)];
	return [fact.text, ...names, fact.rule?.name, fact.block?.reason.name].join(' ');
}

function idsOf(person: MessageView['contact']): string[] {
	return person.kind === 'unknown' || person.id === undefined ? [] : [person.id];
}

/** The KundenIDs under which it is found: the one it was written for, and the one it turned out to be. */
export function contactsOf({ fact, contact }: MessageView): string[] {
	return [...new Set([fact.contact, contact].flatMap(idsOf))];
}

/** The facts that this server knows, folded. */
export function subjectIn(id: string, facts: readonly KeptFact[]): Subject {
	const known = facts.filter(({ type = '', v: version = 0 }) => kindOf(type)?.versions[version]);
	return foldSubject(id, known as unknown as Fact[]);
}

/** The document for a message; undefined where the message itself is not among the facts. */
export function archiveDocOf(id: string, facts: readonly KeptFact[]): ArchiveDoc | undefined {
	const subject = subjectIn(id, facts);
	const view = messageView(subject, 0);
	if (!view) return undefined;
	const { site, kind, at } = view.fact;
	const index = new Set([
		keyOf.all,
		keyOf.site(site),
		keyOf.kind(kind),
		keyOf.siteAndKind(site, kind),
		...contactsOf(view).map(keyOf.contact),
		// whom it was once taken for is not found by it, but has to be erased from it
		...subject.facts.flatMap((fact) => ('contact' in fact ? idsOf(fact.contact) : [])).map(keyOf.contact),
		...view.pictures.map(({ picture }) => keyOf.picture(picture)),
		...[...wordsOf(searchedText(view))].flatMap(prefixKeys)
	]);
	const sorted = facts.toSorted((a, b) => (a._id < b._id ? -1 : 1));
	return { facts: sorted, at, index: [...index].sort() };
}
