/**
 * What the directory holds: contacts (packed into pages), sites, staff and the lists that administrators keep.
 * The server alone writes it; every device has a replica (DESIGN § 3).
 */
import * as v from 'valibot';
import { MAX_KEY, MAX_SHORT } from './limits.ts';

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

/** A place of the chain (Standort). */
export const site = v.object({
	/** Kürzel, e.g. `LNU` */
	id: key,
	name: short,
	kind: siteKind,
	/** IANA time zone; the chain's own where absent */
	timeZone: v.optional(short),
	/** Tageswechsel, local `HH:MM` (DESIGN § 7.6); 00:00 where absent */
	dayChange: v.optional(v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))),
	gone: v.optional(v.boolean())
});
export type Site = v.InferOutput<typeof site>;

/** `staff`: Mitarbeiter · `lead`: Leitung · `office`: Verwaltung · `admin` (DESIGN § 6). */
export const role = v.picklist(['staff', 'lead', 'office', 'admin']);
export type Role = v.InferOutput<typeof role>;

/** A person who works for the chain. PINs are not here: they never leave the server (DESIGN § 6). */
export const staffMember = v.object({
	/** Personalnummer */
	id: key,
	first: short,
	last: short,
	/** Ids of the sites where this person works; the first is the usual one */
	sites: v.array(short),
	role,
	gone: v.optional(v.boolean())
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

/** The chain's settings, one document. */
export const settings = v.object({
	/** Stands in the form's title "… CRM Kundenmitteilung" (S6) */
	company: short,
	timeZone: short,
	/** Address of the Community Board, empty where there is none (S8) */
	boardUrl: v.string(),
	/** Minutes until the idle lock, and while a camera check runs (DESIGN § 6) */
	idleMinutes: v.number(),
	idleMinutesDuringCheck: v.number()
});
export type Settings = v.InferOutput<typeof settings>;

/** The documents of the `directory` database, by their `_id`. */
export const directoryDocs = {
	sites: v.object({ sites: v.array(site) }),
	staff: v.object({ staff: v.array(staffMember) }),
	houseRules: v.object({ rules: v.array(houseRule) }),
	blockReasons: v.object({ reasons: v.array(blockReason) }),
	quickReasons: v.object({ reasons: v.array(quickReason) }),
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
	idleMinutesDuringCheck: 20
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
