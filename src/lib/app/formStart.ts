import { listName } from '../domain/directory.ts';
import type { Person } from '../domain/facts/fields.ts';
import { MAX_SHORT } from '../domain/limits.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { blockStart } from './blockStart.ts';
import type { FormStart } from './messageForm.svelte.ts';

function personOf(app: Dienstbuch, query: URLSearchParams): Person | undefined {
	const contact = app.directory.contact(query.get('contact') ?? '');
	if (contact) return { kind: 'contact', id: contact.id, name: listName(contact) };
	const name = query.get('name')?.trim().slice(0, MAX_SHORT);
	return name ? { kind: 'named', name } : undefined;
}

/**
 * Where the form begins, as the address says: `contact` (a KundenID), or `name` of somebody who is not in the directory; `block`, the id of
 * the incident because of which somebody is to be blocked (S11c). The site is the one of the shift, or the incident's.
 */
export function formStart(app: Dienstbuch, query: URLSearchParams): FormStart {
	const incident = app.log.message(app.currentId(query.get('block') ?? ''), app.clock.now);
	if (incident) return blockStart(app, incident);
	const site = app.duty.current?.fact.site ?? app.identity?.site.id ?? '';
	return { site, contact: personOf(app, query) };
}
