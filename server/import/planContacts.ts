import { listName, type Contact, type ContactPage } from '../../src/lib/domain/directory.ts';
import { CONTACTS_PER_PAGE } from '../../src/lib/domain/limits.ts';
import { ContactPages } from './contactPages.ts';
import { count, merged, noChanges, type Changes, type Sample } from './merge.ts';

/** What an import does to the contacts. */
export interface ContactPlan extends Changes {
	/** The pages that must be written, and no others */
	pages: Map<string, ContactPage>;
	/**
	 * True where more than half of the contacts, and more than a page of them, would be marked gone: most
	 * likely the export was cut short, or it is that of one studio.
	 */
	suspicious: boolean;
}

function sampleOf(contact: Contact): Sample {
	return { id: contact.id, label: listName(contact) };
}

/**
 * Plans the import of contacts; the file that was imported last changes nothing. A contact that the file
 * lacks is marked gone and never deleted, and comes back when it reappears (DESIGN § 8).
 * @param keep Ids of rejected rows: those contacts are in the file, so they are not gone; they stay as they
 * were
 */
export function planContactImport(
	currentPages: ReadonlyMap<string, ContactPage>,
	incoming: readonly Contact[],
	keep: ReadonlySet<string> = new Set()
): ContactPlan {
	const changes = noChanges();
	const pages = new ContactPages(currentPages);
	const before = [...pages.all()].filter((contact) => contact.gone !== true);
	const present = new Set<string>();
	for (const contact of incoming) {
		present.add(contact.id);
		const current = pages.get(contact.id);
		if (current === undefined) {
			pages.set(contact);
			count(changes, 'new', sampleOf(contact));
			continue;
		}
		const { value, fields } = merged(current, contact);
		if (fields.length === 0) {
			changes.unchanged += 1;
			continue;
		}
		pages.set(value);
		count(changes, 'changed', { ...sampleOf(contact), fields });
	}
	for (const contact of before) {
		if (present.has(contact.id) || keep.has(contact.id)) continue;
		pages.set({ ...contact, gone: true });
		count(changes, 'gone', sampleOf(contact));
	}
	const suspicious = changes.gone > before.length / 2 && changes.gone > CONTACTS_PER_PAGE;
	return { ...changes, pages: pages.changed(), suspicious };
}
