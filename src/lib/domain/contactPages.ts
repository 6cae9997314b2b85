import { contractState, type Contact } from './directory.ts';
import { MAX_KEY, MAX_SHORT } from './limits.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const STATES: ReadonlySet<unknown> = new Set(contractState.options);

const isShort = (value: unknown): boolean => typeof value === 'string' && value.length <= MAX_SHORT;
const isDate = (value: unknown): boolean => value === '' || (typeof value === 'string' && DATE.test(value));

function isContact(value: unknown): value is Contact {
	if (typeof value !== 'object' || value === null) return false;
	const { id, first, last, birth, street, zip, city, phone, email, site, state, since, card, gone } =
		value as Record<string, unknown>;
	return (
		typeof id === 'string' &&
		id.length > 0 &&
		id.length <= MAX_KEY &&
		isShort(first) &&
		isShort(last) &&
		isDate(birth) &&
		isShort(street) &&
		isShort(zip) &&
		isShort(city) &&
		isShort(phone) &&
		isShort(email) &&
		isShort(site) &&
		STATES.has(state) &&
		isDate(since) &&
		isShort(card) &&
		(gone === undefined || typeof gone === 'boolean')
	);
}

/**
 * The contacts of a page as the directory has it; undefined where it is none. It asks for what the schema `contactPage` asks for, written out:
 * a start reads 50,000 contacts, and the schema takes ten times as long for them. A test holds the two together.
 */
export function contactsOfPage(doc: object): readonly Contact[] | undefined {
	const { contacts } = doc as { contacts?: unknown };
	return Array.isArray(contacts) && contacts.every(isContact) ? contacts : undefined;
}
