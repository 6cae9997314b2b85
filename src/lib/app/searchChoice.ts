import type { Contact } from '../domain/directory.ts';
import type { ContactIndex } from '../search/contactIndex.ts';

/** What a row stands for. */
export type Chosen =
	{ readonly kind: 'contact'; readonly contact: Contact } | { readonly kind: 'named'; readonly text: string };

/** What was there when Enter was pressed in the search bar. */
export interface Entered {
	readonly text: string;
	/** True where the pace says that a scanner typed it */
	readonly scanned: boolean;
	/** The row that is active, if any */
	readonly row: Chosen | undefined;
	/** True where the person went to that row with the arrow keys */
	readonly sought: boolean;
}

/** What Enter means. `unknown`: a code was scanned that nobody has. */
export type Choice = Chosen | { readonly kind: 'unknown'; readonly code: string };

/** Finds the contact of a scanned code: by card first, since that is what scanners are for. */
export function scannedContact(contacts: ContactIndex, code: string): Contact | undefined {
	const exact = code.trim();
	return contacts.byCard(exact) ?? contacts.byId(exact);
}

/**
 * What Enter chooses: the row the person went to, else the contact whose number was typed in full (though the list may show
 * another first), else the active row. A scanned code never chooses somebody who merely resembles it.
 */
export function choiceOf(
	{ text, scanned, row, sought }: Entered,
	contacts: ContactIndex
): Choice | undefined {
	if (row && sought) return row;
	const exact = text.trim();
	const contact = scanned
		? scannedContact(contacts, exact)
		: (contacts.byId(exact) ?? contacts.byCard(exact));
	if (contact) return { kind: 'contact', contact };
	if (scanned && /\d/.test(exact)) return { kind: 'unknown', code: exact };
	return row;
}
