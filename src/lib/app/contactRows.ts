import type { Contact } from '../domain/directory.ts';
import * as m from '../paraglide/messages.js';
import { dateText } from './wording.ts';

/** One thing that is known of a customer, and where a tap on it leads. */
interface ContactRow {
	readonly label: string;
	readonly value: string;
	readonly href?: string;
}

/** How a customer can be reached and told apart: only what is known. */
export function contactRows(contact: Contact): ContactRow[] {
	return [
		{ label: m.contact_birth(), value: dateText(contact.birth) },
		{ label: m.contact_phone(), value: contact.phone, href: `tel:${contact.phone.replace(/[^+\d]/g, '')}` },
		{ label: m.contact_email(), value: contact.email, href: `mailto:${contact.email}` },
		{
			label: m.contact_address(),
			value: [contact.street, `${contact.zip} ${contact.city}`.trim()].filter(Boolean).join(', ')
		},
		{ label: m.contact_card(), value: contact.card },
		{ label: m.contact_since(), value: dateText(contact.since) }
	].filter(({ value }) => value !== '');
}
