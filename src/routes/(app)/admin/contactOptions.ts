import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import { dateText } from '$lib/app/wording.ts';
import { listName } from '$lib/domain/directory.ts';
import * as m from '$lib/paraglide/messages.js';
import type { ComboOption } from '$lib/ui/comboOption.ts';

const SHOWN = 10;

/**
 * The customers that fit what is typed, for a Combobox; the key is the KundenID.
 * @param options typed: a KundenID that the directory does not know (any more) can be chosen as it is typed
 */
export function contactOptions(
	app: Dienstbuch,
	query: string,
	options: { readonly typed?: boolean } = {}
): ComboOption[] {
	const text = query.trim();
	if (text === '') return [];
	const hits = app.directory.contacts.search(text, { limit: SHOWN }).map(({ contact }) => ({
		key: contact.id,
		label: `${contact.id} ${listName(contact)}`,
		secondary: [
			contact.gone ? m.admin_link_gone() : '',
			app.directory.siteName(contact.site),
			dateText(contact.birth)
		]
			.filter((part) => part !== '')
			.join(', ')
	}));
	const itself = options.typed && /^[\w-]{1,64}$/.test(text) && hits.every(({ key }) => key !== text);
	return itself ? [...hits, { key: text, label: text, secondary: m.admin_link_not_there() }] : hits;
}
