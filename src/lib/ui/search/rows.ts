import type { Contact } from '../../domain/directory.ts';
import type { Range } from './marked.ts';

/** A contact as the search bar shows it. */
export interface ContactRow {
	readonly kind: 'contact';
	readonly contact: Contact;
	/** What to emphasise in the two names */
	readonly ranges: { readonly last: readonly Range[]; readonly first: readonly Range[] };
	readonly site: string;
	/** Words, only where the contract is not active */
	readonly state: string | undefined;
	/** Words: by what it was found, or what tells it from a namesake */
	readonly detail: string | undefined;
	readonly blocked: string | undefined;
	readonly violations: string | undefined;
}

/** Somebody who is not in the directory, named by hand. */
export interface NamedRow {
	readonly kind: 'named';
	readonly text: string;
}

/** A row under the search bar. */
export type SearchRow = ContactRow | NamedRow;

/** Names a row among the others. */
export function rowKey(row: SearchRow): string {
	return row.kind === 'contact' ? row.contact.id : 'named';
}
