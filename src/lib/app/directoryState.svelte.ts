import * as v from 'valibot';
import {
	CONTACT_PAGE_PREFIX,
	contactPage,
	DEFAULT_SETTINGS,
	directoryDocs,
	type BlockReason,
	type Contact,
	type HouseRule,
	type QuickReason,
	type Settings,
	type Site,
	type StaffMember
} from '../domain/directory.ts';
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
	#settings = $state.raw<Settings>(DEFAULT_SETTINGS);
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

	get settings(): Settings {
		return this.#settings;
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

	/** A site's name, or its id where it is not (or no longer) in the directory. */
	siteName(id: string): string {
		return this.#sites.find((site) => site.id === id)?.name ?? id;
	}

	/** The time zone in which a site reads the clock. */
	timeZoneOf(site: string | undefined): string {
		return this.#sites.find(({ id }) => id === site)?.timeZone ?? this.#settings.timeZone;
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
		const page = v.safeParse(contactPage, doc);
		if (page.success) this.contacts.replacePage(doc._id, page.output.contacts);
		return page.success;
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
