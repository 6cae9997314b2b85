import * as v from 'valibot';
import { contactsOfPage } from '../domain/contactPages.ts';
import { linkedIds, type LinkedIds } from '../domain/contactLinks.ts';
import {
	CONTACT_PAGE_PREFIX,
	DEFAULT_SETTINGS,
	directoryDocs,
	type BlockReason,
	type Contact,
	type ContactLink,
	type HouseRule,
	type Promotion,
	type QuickReason,
	type Settings,
	type Site,
	type StaffMember,
	type Template
} from '../domain/directory.ts';
import { ERASURES_DOC, erasures, type Erasures } from '../domain/erasures.ts';
import { PIN_NUMBERS_DOC, pinNumberOf, pinNumbers, type PinNumbers } from '../domain/pinNumbers.ts';
import { ContactIndex } from '../search/contactIndex.ts';

/** A document of the directory replica. */
export interface DirectoryDoc {
	readonly _id: string;
}

const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name, 'de');
const byLast = (a: StaffMember, b: StaffMember): number =>
	a.last.localeCompare(b.last, 'de') || a.first.localeCompare(b.first, 'de');

/** The directory in memory: contacts with their search index, and the lists. The replica feeds it. */
export class DirectoryState {
	/** Search over all contacts; what reads it should read {@link contactsVersion} too. */
	readonly contacts = new ContactIndex();
	#contactsVersion = $state(0);
	#sites = $state.raw<Site[]>([]);
	#staff = $state.raw<StaffMember[]>([]);
	#rules = $state.raw<HouseRule[]>([]);
	#blockReasons = $state.raw<BlockReason[]>([]);
	#quickReasons = $state.raw<QuickReason[]>([]);
	#templates = $state.raw<Template[]>([]);
	#promotions = $state.raw<Promotion[]>([]);
	#contactLinks = $state.raw<ContactLink[]>([]);
	#linked = $state.raw<LinkedIds>(new Map());
	#settings = $state.raw<Settings>(DEFAULT_SETTINGS);
	#erasures: Erasures | undefined;
	#pinNumbers: PinNumbers | undefined;
	readonly #unreadable = $state<string[]>([]);

	/** Counts up whenever contacts came, changed or went. */
	get contactsVersion(): number {
		return this.#contactsVersion;
	}

	/** All sites by name, those that were closed left out. */
	get sites(): Site[] {
		return this.#sites.filter((site) => !site.gone);
	}

	/** The studios among the sites. */
	get studios(): Site[] {
		return this.sites.filter((site) => site.kind === 'studio');
	}

	/** All staff by family name, those who left left out. */
	get staff(): StaffMember[] {
		return this.#staff.filter((person) => !person.gone);
	}

	get houseRules(): HouseRule[] {
		return this.#rules;
	}

	get blockReasons(): BlockReason[] {
		return this.#blockReasons;
	}

	get quickReasons(): QuickReason[] {
		return this.#quickReasons;
	}

	/** Textbausteine (S10), in the order of the administrators. */
	get templates(): Template[] {
		return this.#templates;
	}

	/** Offers of the Werbemodul (S14), those whose time is over among them. */
	get promotions(): Promotion[] {
		return this.#promotions;
	}

	get contactLinks(): ContactLink[] {
		return this.#contactLinks;
	}

	get settings(): Settings {
		return this.#settings;
	}

	/** Whose data was erased (Art. 17 GDPR); undefined where nobody's was. */
	get erasures(): Erasures | undefined {
		return this.#erasures;
	}

	/** How often the person's PIN was replaced, as far as this device has heard. */
	pinNumberOf(staff: string): number {
		return pinNumberOf(this.#pinNumbers, staff);
	}

	/** Ids of documents that did not have the expected form: they are left out, and said so under Device. */
	get unreadable(): readonly string[] {
		return this.#unreadable;
	}

	/** The contact with that KundenID. Reactive. */
	contact(id: string): Contact | undefined {
		void this.#contactsVersion;
		return this.contacts.byId(id);
	}

	/** Every KundenID under which this person was ever known, the given one among them. Reactive. */
	idsOf(contact: string): readonly string[] {
		return this.#linked.get(contact) ?? [contact];
	}

	/** The site with that id, also one that was closed: what happened there keeps its Tageswechsel. */
	siteOf(id: string | undefined): Site | undefined {
		return this.#sites.find((site) => site.id === id);
	}

	/** A site's name, or its id where it is not (or no longer) in the directory. */
	siteName(id: string): string {
		return this.siteOf(id)?.name ?? id;
	}

	/** The time zone in which a site reads the clock. */
	timeZoneOf(site: string | undefined): string {
		return this.siteOf(site)?.timeZone ?? this.#settings.timeZone;
	}

	/** Takes documents in, new or changed. */
	put(docs: Iterable<DirectoryDoc>): void {
		let pages = 0;
		for (const doc of docs) {
			const readable = doc._id.startsWith(CONTACT_PAGE_PREFIX) ? this.#putPage(doc) : this.#putList(doc);
			if (!readable) this.#unreadable.push(doc._id);
			else if (doc._id.startsWith(CONTACT_PAGE_PREFIX)) pages += 1;
		}
		if (pages > 0) this.#contactsVersion += 1;
	}

	/** Forgets documents. */
	remove(ids: Iterable<string>): void {
		for (const id of ids) this.contacts.removePage(id);
		this.#contactsVersion += 1;
	}

	#putPage(doc: DirectoryDoc): boolean {
		const contacts = contactsOfPage(doc);
		if (contacts) this.contacts.replacePage(doc._id, contacts);
		return contacts !== undefined;
	}

	#putList(doc: DirectoryDoc): boolean {
		switch (doc._id) {
			case 'sites':
				return take(directoryDocs.sites, doc, ({ sites }) => (this.#sites = sites.toSorted(byName)));
			case 'staff':
				return take(directoryDocs.staff, doc, ({ staff }) => (this.#staff = staff.toSorted(byLast)));
			case 'houseRules':
				return take(directoryDocs.houseRules, doc, ({ rules }) => (this.#rules = rules));
			case 'blockReasons':
				return take(directoryDocs.blockReasons, doc, ({ reasons }) => (this.#blockReasons = reasons));
			case 'quickReasons':
				return take(directoryDocs.quickReasons, doc, ({ reasons }) => (this.#quickReasons = reasons));
			case 'templates':
				return take(directoryDocs.templates, doc, ({ templates }) => (this.#templates = templates));
			case 'promotions':
				return take(directoryDocs.promotions, doc, ({ promotions }) => (this.#promotions = promotions));
			case 'contactLinks':
				return take(directoryDocs.contactLinks, doc, ({ links }) => {
					this.#contactLinks = links;
					this.#linked = linkedIds(links);
				});
			case ERASURES_DOC:
				return take(erasures, doc, (list) => (this.#erasures = list));
			case PIN_NUMBERS_DOC:
				return take(pinNumbers, doc, (list) => (this.#pinNumbers = list));
			case 'settings':
				return take(directoryDocs.settings, doc, (settings) => (this.#settings = settings));
			default:
				// A list that a newer version brought: not ours to judge (rule F6).
				return true;
		}
	}
}

function take<Schema extends v.GenericSchema>(
	schema: Schema,
	doc: DirectoryDoc,
	use: (value: v.InferOutput<Schema>) => void
): boolean {
	const parsed = v.safeParse(schema, doc);
	if (parsed.success) use(parsed.output);
	return parsed.success;
}
