import { CONTACT_PAGE_PREFIX, type Contact, type ContactPage } from '../../src/lib/domain/directory.ts';
import { CONTACTS_PER_PAGE } from '../../src/lib/domain/limits.ts';

function pageNumber(pageId: string): number {
	return Number(pageId.slice(CONTACT_PAGE_PREFIX.length));
}

function pageIdOf(number: number): string {
	return CONTACT_PAGE_PREFIX + String(number).padStart(4, '0');
}

/**
 * The contact pages of the directory while an import is planned (DESIGN § 3). A contact keeps its page for
 * life; a new one goes to the last page that has room. Pages that were handed in stay as they are; those
 * that change are copied.
 */
export class ContactPages {
	readonly #pages: Map<string, ContactPage>;
	readonly #changed = new Set<string>();
	readonly #places = new Map<string, { pageId: string; index: number }>();
	/** Pages with room, the last of all at the end */
	readonly #roomy: string[] = [];
	#lastNumber = 0;

	constructor(pages: ReadonlyMap<string, ContactPage>) {
		this.#pages = new Map(pages);
		const ids = [...pages.keys()].sort((a, b) => pageNumber(a) - pageNumber(b));
		for (const pageId of ids) {
			const { contacts } = this.#page(pageId);
			contacts.forEach(({ id }, index) => {
				if (!this.#places.has(id)) this.#places.set(id, { pageId, index });
			});
			if (contacts.length < CONTACTS_PER_PAGE) this.#roomy.push(pageId);
			this.#lastNumber = pageNumber(pageId);
		}
	}

	/** Undefined where the contact is new. */
	get(id: string): Contact | undefined {
		const place = this.#places.get(id);
		return place && this.#page(place.pageId).contacts[place.index];
	}

	/** Replaces the contact where it stands, or finds a new one a place. */
	set(contact: Contact): void {
		const place = this.#places.get(contact.id);
		if (place) {
			this.#ownCopy(place.pageId).contacts[place.index] = contact;
			return;
		}
		const pageId = this.#roomy.at(-1) ?? this.#newPage();
		const { contacts } = this.#ownCopy(pageId);
		this.#places.set(contact.id, { pageId, index: contacts.length });
		contacts.push(contact);
		if (contacts.length >= CONTACTS_PER_PAGE) this.#roomy.pop();
	}

	/** All contacts, page by page. */
	*all(): Generator<Contact> {
		for (const { pageId, index } of this.#places.values()) {
			const contact = this.#page(pageId).contacts[index];
			if (contact) yield contact;
		}
	}

	/** The pages that must be written, by rising number. */
	changed(): Map<string, ContactPage> {
		const ids = [...this.#changed].sort((a, b) => pageNumber(a) - pageNumber(b));
		return new Map(ids.map((pageId) => [pageId, this.#page(pageId)]));
	}

	#page(pageId: string): ContactPage {
		return this.#pages.get(pageId) ?? { contacts: [] };
	}

	#ownCopy(pageId: string): ContactPage {
		const page = this.#page(pageId);
		if (this.#changed.has(pageId)) return page;
		const copy = { ...page, contacts: [...page.contacts] };
		this.#pages.set(pageId, copy);
		this.#changed.add(pageId);
		return copy;
	}

	#newPage(): string {
		this.#lastNumber += 1;
		const pageId = pageIdOf(this.#lastNumber);
		this.#roomy.push(pageId);
		return pageId;
	}
}
