import { listName, type Contact } from '../domain/directory.ts';
import type { Hit } from '../search/contactIndex.ts';
import * as m from '../paraglide/messages.js';
import { blockedText } from './blockWords.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { contractLabel, dateText } from './wording.ts';

/** A contact under the search bar. */
export interface FoundContact {
	readonly kind: 'contact';
	readonly contact: Contact;
	/** What to emphasise in the two names */
	readonly ranges: Hit['ranges'];
	readonly site: string;
	/** The contract's state in words, where it is not active */
	readonly state: string | undefined;
	/** By what it was found, or what tells it from a namesake: card, telephone, date of birth */
	readonly detail: string | undefined;
	readonly blocked: string | undefined;
	readonly violations: string | undefined;
}

/** Somebody who is not in the directory, named by hand. */
export interface NamedByHand {
	readonly kind: 'named';
	readonly text: string;
}

const SHOWN = 10;
const RECENT_SHOWN = 7;
const SOMETHING = /[\p{L}\p{N}]/u;

/**
 * What stands under the search bar for a typed text: contacts, best first, and last the text itself as somebody who is not in
 * the directory. Without a text: the contacts chosen lately. Reactive.
 * @param naming whether somebody may be named by hand here
 */
export function searchRows(app: Dienstbuch, query: string, naming: boolean): (FoundContact | NamedByHand)[] {
	void app.directory.contactsVersion;
	const text = query.trim();
	if (text === '') return recentRows(app);
	const hits = app.directory.contacts.search(text, {
		limit: SHOWN,
		homeSite: app.identity?.site.id,
		boost: app.recentContacts.boost
	});
	const rows = hits.map((hit) => contactRow(app, hit, isNamesake(hit, hits)));
	return naming && SOMETHING.test(text) ? [...rows, { kind: 'named', text }] : rows;
}

function recentRows(app: Dienstbuch): FoundContact[] {
	return app.recentContacts.ids
		.flatMap((id) => app.directory.contact(id) ?? [])
		.slice(0, RECENT_SHOWN)
		.map((contact) => contactRow(app, { contact, matched: 'name', ranges: { last: [], first: [] } }, false));
}

function isNamesake({ contact }: Hit, hits: readonly Hit[]): boolean {
	const name = listName(contact);
	return hits.filter((hit) => listName(hit.contact) === name).length > 1;
}

function contactRow(app: Dienstbuch, { contact, matched, ranges }: Hit, namesake: boolean): FoundContact {
	const violations = app.log.violationsOf(contact.id, app.clock.now);
	return {
		kind: 'contact',
		contact,
		ranges,
		site: contact.site === '' ? '' : app.directory.siteName(contact.site),
		state: stateText(contact),
		detail: detailText(contact, matched, namesake),
		blocked: app.log.blocksOf(contact.id, app.clock.now).length > 0 ? blockedText(app) : undefined,
		violations: violationsText(violations)
	};
}

function stateText(contact: Contact): string | undefined {
	if (contact.gone) return m.contract_gone();
	return contact.state === 'active' ? undefined : contractLabel(contact.state);
}

function detailText(contact: Contact, matched: Hit['matched'], namesake: boolean): string | undefined {
	if (matched === 'card') return m.search_card({ card: contact.card });
	if (matched === 'phone') return m.search_phone({ phone: contact.phone });
	if ((matched === 'birth' || namesake) && contact.birth !== '') {
		return m.search_born({ date: dateText(contact.birth) });
	}
	return undefined;
}

function violationsText(count: number): string | undefined {
	if (count === 0) return undefined;
	return count === 1 ? m.search_violation() : m.search_violations({ count });
}
