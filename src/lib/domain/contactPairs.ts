import type { Contact, ContactLink } from './directory.ts';

/** Two contacts that are most likely one person whose KundenID changed, and what speaks for it. */
export interface ContactPair {
	/** The one that has gone from the directory */
	readonly old: Contact;
	readonly now: Contact;
	readonly why: 'card' | 'birth';
}

/** Card numbers as they are compared: printed with blanks or without. */
const cardKey = ({ card }: Contact): string => card.replace(/\W/g, '').toLowerCase();

/** Name and date of birth together; empty where either is not known. */
function personKey({ first, last, birth }: Contact): string {
	if (birth === '' || last === '') return '';
	return `${last} ${first} ${birth}`.normalize('NFC').toLocaleLowerCase('de');
}

/**
 * Pairs of a contact that has gone and one that is there, with the same card, or the same name and date of birth; those that are linked
 * already left out. Where several would fit the same one, none is suggested: people decide.
 */
export function contactPairs(contacts: readonly Contact[], links: readonly ContactLink[]): ContactPair[] {
	const linked = new Set(links.flatMap((link) => [`${link.old} ${link.new}`, `${link.new} ${link.old}`]));
	const pairs = new Map<string, ContactPair>();
	for (const [why, key] of [
		['card', cardKey],
		['birth', personKey]
	] as const) {
		const there = onlyOnes(
			contacts.filter(({ gone }) => !gone),
			key
		);
		for (const [shared, old] of onlyOnes(
			contacts.filter(({ gone }) => gone),
			key
		)) {
			const now = there.get(shared);
			if (!now || linked.has(`${old.id} ${now.id}`) || pairs.has(old.id)) continue;
			pairs.set(old.id, { old, now, why });
		}
	}
	return [...pairs.values()];
}

/** By their key those that nobody else shares it with. */
function onlyOnes(contacts: readonly Contact[], key: (contact: Contact) => string): Map<string, Contact> {
	const found = new Map<string, Contact>();
	const shared = new Set<string>();
	for (const contact of contacts) {
		const its = key(contact);
		if (its === '') continue;
		if (found.has(its)) shared.add(its);
		found.set(its, contact);
	}
	for (const its of shared) found.delete(its);
	return found;
}
