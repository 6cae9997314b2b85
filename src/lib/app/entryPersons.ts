import { listName, type Contact } from '../domain/directory.ts';
import { entryKey, type EntryEvent } from '../domain/entries.ts';
import type { Person } from '../domain/facts/fields.ts';
import { MAX_KEY } from '../domain/limits.ts';
import * as m from '../paraglide/messages.js';
import { blockedText } from './blockWords.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { IN_LOG } from './logWords.ts';
import { clockText, personText } from './wording.ts';

/** Somebody who came in, as the camera check offers them. */
export interface EntryPerson {
	/** Tells the rows apart */
	readonly key: string;
	/** Whom an incident will be about */
	readonly person: Person;
	readonly name: string;
	/** KundenID, where known */
	readonly number: string | undefined;
	/** On the clock of the site */
	readonly time: string;
	readonly terminal: string;
	readonly guest: boolean;
	readonly byHand: boolean;
	/** "gesperrt", and as of when that is known; undefined where nobody is */
	readonly blocked: string | undefined;
}

type Ground = Pick<Dienstbuch, 'directory' | 'log' | 'clock'>;

function contactOf({ directory }: Ground, { card, contact }: EntryEvent): Contact | undefined {
	void directory.contactsVersion;
	const byId = contact === '' ? undefined : directory.contacts.byId(contact);
	return byId ?? (card === '' ? undefined : directory.contacts.byCard(card));
}

/** Whom the event is about: a contact, somebody whom only the access control knows, or nobody knows. */
function personOf({ card, contact, name }: EntryEvent, known: Contact | undefined): Person {
	if (known) return { kind: 'contact', id: known.id, name: listName(known) || known.id };
	if (name === '' && contact === '') {
		return { kind: 'unknown', name: card === '' ? '' : m.entries_card({ card }, IN_LOG) };
	}
	const id = contact !== '' && contact.length <= MAX_KEY ? contact : undefined;
	return { kind: 'named', ...(id === undefined ? {} : { id }), name: name || contact };
}

/** An entry event in the words of the check. Reactive. */
export function entryPerson(app: Dienstbuch, event: EntryEvent, site: string): EntryPerson {
	const contact = contactOf(app, event);
	const person = personOf(event, contact);
	const isBlocked = contact !== undefined && app.log.blocksOf(contact.id, app.clock.now).length > 0;
	return {
		key: entryKey(event),
		person,
		name: personText(person),
		number: person.kind === 'unknown' ? undefined : person.id,
		time: clockText(app, event.at, site),
		terminal: event.terminal,
		guest: event.visit === 'guest',
		byHand: event.way === 'hand',
		blocked: isBlocked ? blockedText(app) : undefined
	};
}
