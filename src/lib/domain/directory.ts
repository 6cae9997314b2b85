/**
 * What the directory holds: contacts (packed into pages), sites, staff and the lists that administrators keep.
 * The server alone writes it; every device has a replica (DESIGN § 3).
 */
import * as v from 'valibot';
import { instant } from './facts/fields.ts';
import { MESSAGE_KINDS } from './facts/message.ts';
import { MAX_KEY, MAX_SHORT, MAX_TEXT } from './limits.ts';

const key = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_KEY));
const short = v.pipe(v.string(), v.maxLength(MAX_SHORT));
/** A calendar date without a zone, `yyyy-mm-dd`; empty where unknown. */
const isoDate = v.pipe(v.string(), v.regex(/^(\d{4}-\d{2}-\d{2})?$/));

/** `active`: aktiv · `paused`: ruhend · `ended`: gekündigt. */
export const contractState = v.picklist(['active', 'paused', 'ended']);
export type ContractState = v.InferOutput<typeof contractState>;

/** A customer of the chain. Every field but `id` and the names may be an empty string. */
export const contact = v.object({
	/** KundenID */
	id: key,
	first: short,
	last: short,
	birth: isoDate,
	street: short,
	zip: short,
	city: short,
	phone: short,
	email: short,
	/** Home site's id */
	site: short,
	state: contractState,
	since: isoDate,
	/** Number on the member card, as a scanner types it */
	card: short,
	/** True once the contact is missing from the newest import; an import never deletes (DESIGN § 8). */
	gone: v.optional(v.boolean())
});
export type Contact = v.InferOutput<typeof contact>;

/** `studio`: Studio · `office`: Verwaltungsstelle. */
export const siteKind = v.picklist(['studio', 'office']);
export type SiteKind = v.InferOutput<typeof siteKind>;

/** What an import says of a site. */
export const SITE_FIELDS = ['name', 'kind', 'gone'] as const;

/** A Tageswechsel, local `HH:MM`. */
export const clockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** A place of the chain (Standort). */
export const site = v.object({
	/** Kürzel, e.g. `LNU` */
	id: key,
	name: short,
	kind: siteKind,
	/** IANA time zone; the chain's own where absent */
	timeZone: v.optional(short),
	/** Tageswechsel, local `HH:MM` (DESIGN § 7.6); 00:00 where absent */
	dayChange: v.optional(clockTime),
	/** Those that held before, earliest first, each until an instant: a camera check keeps the deadline that it began with */
	earlierDayChanges: v.optional(v.array(v.object({ until: instant, dayChange: clockTime }))),
	gone: v.optional(v.boolean()),
	/** Fields that an administrator has set: imports leave them as they are */
	kept: v.optional(v.array(v.picklist(SITE_FIELDS)))
});
export type Site = v.InferOutput<typeof site>;

/** `staff`: Mitarbeiter · `lead`: Leitung · `office`: Verwaltung · `admin` (DESIGN § 6). */
export const role = v.picklist(['staff', 'lead', 'office', 'admin']);
export type Role = v.InferOutput<typeof role>;

/** What somebody may do for certain whom one source gives the one role and another the other: `lead` and `office` have but `staff` in common. */
export function lesserRole(one: Role, other: Role): Role {
	if (one === other || other === 'admin') return one;
	return one === 'admin' ? other : 'staff';
}

/** What an import says of a staff member. */
export const STAFF_FIELDS = ['first', 'last', 'sites', 'role', 'gone'] as const;

/** A person who works for the chain. PINs are not here: they never leave the server (DESIGN § 6). */
export const staffMember = v.object({
	/** Personalnummer */
	id: key,
	first: short,
	last: short,
	/** Ids of the sites where this person works; the first is the usual one */
	sites: v.array(short),
	role,
	gone: v.optional(v.boolean()),
	/** As with a {@link site} */
	kept: v.optional(v.array(v.picklist(STAFF_FIELDS)))
});
export type StaffMember = v.InferOutput<typeof staffMember>;

/** One rule of the house rules (AGB Punkt 9), S11d. */
export const houseRule = v.object({ id: key, title: short });
export type HouseRule = v.InferOutput<typeof houseRule>;

/** A reason in the list for blocks, S11c. */
export const blockReason = v.object({
	id: key,
	title: short,
	/** True where staff may lift only with a reason (DESIGN § 6) */
	reserved: v.optional(v.boolean())
});
export type BlockReason = v.InferOutput<typeof blockReason>;

/** A quick reason of the camera check: a whole sentence, and the rule it breaks, if any (DESIGN § 7.6). */
export const quickReason = v.object({ id: key, text: short, rule: v.optional(key) });
export type QuickReason = v.InferOutput<typeof quickReason>;

/** A Textbaustein (S10): `{name}`, `{datum}` and `{regel}` in its text are filled in when it is taken. */
export const template = v.object({
	id: key,
	title: short,
	text: v.pipe(v.string(), v.maxLength(MAX_TEXT)),
	/** The kinds of message that it is offered for; none: for all */
	kinds: v.array(v.picklist(MESSAGE_KINDS))
});
export type Template = v.InferOutput<typeof template>;

/** An offer of the Werbemodul (S14), and to whom it is made. An empty list means: all of them. */
export const promotion = v.object({
	id: key,
	title: short,
	text: v.pipe(v.string(), v.maxLength(MAX_TEXT)),
	/** Id of its picture, see `pictureId`; absent for none */
	picture: v.optional(key),
	/** First and last day, `yyyy-mm-dd` at the site; empty for no such limit */
	from: isoDate,
	until: isoDate,
	/** Where it is offered: ids of sites */
	sites: v.array(key),
	/** Home sites of the contacts that it is for */
	homeSites: v.array(key),
	states: v.array(contractState),
	/** With which kinds of message it is shown */
	kinds: v.array(v.picklist(MESSAGE_KINDS))
});
export type Promotion = v.InferOutput<typeof promotion>;

/** A contact whose KundenID changed: what was written under the old one belongs to the new one. */
export const contactLink = v.object({ old: key, new: key });
export type ContactLink = v.InferOutput<typeof contactLink>;

/** The chain's settings, one document. */
export const settings = v.object({
	/** Stands in the form's title "… CRM Kundenmitteilung" (S6) */
	company: short,
	timeZone: short,
	/** Address of the Community Board, empty where there is none (S8) */
	boardUrl: v.string(),
	/** Minutes until the idle lock, and while a camera check runs (DESIGN § 6) */
	idleMinutes: v.number(),
	idleMinutesDuringCheck: v.number(),
	/** Category of new topics in the board, as its address wants it; empty for the board's own */
	boardCategory: v.optional(short, ''),
	/** The kinds of message that go over to the board unless the tick says otherwise (S19) */
	boardKinds: v.optional(v.array(v.picklist(MESSAGE_KINDS)), () => ['violation', 'feedback']),
	/** True where the server posts to the board by itself (DESIGN § 8) */
	boardConnected: v.optional(v.boolean(), false),
	/** True where blocks and lifts are reported to an access control (S11c) */
	accessConnected: v.optional(v.boolean(), false),
	/** Days after which a finished message goes to the archive (DESIGN § 3) */
	archiveAfterDays: v.optional(v.number(), 90),
	/** Days after which a message goes for good, from the archive too (DESIGN § 11) */
	messageDays: v.optional(v.number(), 1095),
	/** Days that evidence is kept after its case is done (DESIGN § 11) */
	evidenceDays: v.optional(v.number(), 30),
	/** Days without contact after which a device locks itself (DESIGN § 6) */
	lockAfterDays: v.optional(v.number(), 14),
	/** Oldest version of the app that may connect, `1.2.3`; empty for all that this server can serve (DESIGN § 5) */
	oldestApp: v.optional(short, '')
});
export type Settings = v.InferOutput<typeof settings>;

/** The documents of the `directory` database, by their `_id`. */
export const directoryDocs = {
	sites: v.object({ sites: v.array(site) }),
	staff: v.object({ staff: v.array(staffMember) }),
	houseRules: v.object({ rules: v.array(houseRule) }),
	blockReasons: v.object({ reasons: v.array(blockReason) }),
	quickReasons: v.object({ reasons: v.array(quickReason) }),
	templates: v.object({ templates: v.array(template) }),
	promotions: v.object({ promotions: v.array(promotion) }),
	contactLinks: v.object({ links: v.array(contactLink) }),
	settings
};

/** Prefix of the ids of contact pages: `contacts:0001`, `contacts:0002`, … */
export const CONTACT_PAGE_PREFIX = 'contacts:';

/** A page of about {@link CONTACTS_PER_PAGE} contacts. */
export const contactPage = v.object({ contacts: v.array(contact) });
export type ContactPage = v.InferOutput<typeof contactPage>;

/** How the chain's settings stand before anybody changed them. */
export const DEFAULT_SETTINGS: Settings = {
	company: 'MAGICFIT',
	timeZone: 'Europe/Vienna',
	boardUrl: '',
	idleMinutes: 3,
	idleMinutesDuringCheck: 20,
	boardCategory: '',
	boardKinds: ['violation', 'feedback'],
	boardConnected: false,
	accessConnected: false,
	archiveAfterDays: 90,
	messageDays: 1095,
	evidenceDays: 30,
	lockAfterDays: 14,
	oldestApp: ''
};

/** Family name first, as lists show people: `Huber, Sabine`. */
export function listName(person: { first: string; last: string }): string {
	return [person.last, person.first].filter((part) => part !== '').join(', ');
}

/** {@link listName} as facts keep it: never empty, never longer than their schema takes. */
export function nameInFacts(person: { id: string; first: string; last: string }): string {
	const name = listName(person);
	return name === '' ? person.id : name.slice(0, MAX_SHORT).trim();
}
