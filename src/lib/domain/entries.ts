/**
 * Entry events of the access control: who came in, when, at which terminal. They come to the device in pages, one for each site and
 * hour (DESIGN § 3).
 */
import * as v from 'valibot';
import { instant, key, short } from './facts/fields.ts';

const HOUR = 3_600_000;

/** How long an entry event is kept after it happened, ms: as long as the footage that it explains (DESIGN § 3). */
export const ENTRIES_KEPT = 72 * HOUR;
/** Most events of one page: some hundred kilobytes. More than one a second for an hour is no studio. */
export const MAX_ENTRIES_OF_PAGE = 5000;
/** How far from the time of the footage an entry may lie to be offered there (S11b), ms. */
export const ENTRY_SPAN = 3 * 60_000;

/** One entry event of a site. Texts are empty where the access control did not know. */
export const entryEvent = v.object({
	/** To the second, UTC */
	at: instant,
	/** Zugang, by its name: `Drehkreuz 1` */
	terminal: short,
	/** `card`: at the terminal · `hand`: let in at the desk */
	way: v.picklist(['card', 'hand']),
	/** Number on the card; nobody may have it */
	card: short,
	/** KundenID; need not be in the directory */
	contact: short,
	/** As lists have it: `Huber, Sabine` */
	name: short,
	/** `guest`: from another studio (Gast) */
	visit: v.picklist(['home', 'guest', ''])
});
export type EntryEvent = v.InferOutput<typeof entryEvent>;

/** The events of one site within one hour, oldest first. */
export const entryPage = v.object({
	site: key,
	/** `yyyy-mm-ddThh`, UTC */
	hour: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d$/)),
	events: v.pipe(v.array(entryEvent), v.maxLength(MAX_ENTRIES_OF_PAGE))
});
export type EntryPage = v.InferOutput<typeof entryPage>;

const HOUR_LENGTH = 'yyyy-mm-ddThh'.length;

/** The hour of an instant (ISO 8601, UTC): `yyyy-mm-ddThh`. */
export function hourOf(at: string): string {
	return at.slice(0, HOUR_LENGTH);
}

/** Beginning of an hour, ms since 1970. */
export function startOfHour(hour: string): number {
	return Date.parse(`${hour}:00:00.000Z`);
}

/** `_id` of the page of a site and hour. */
export function entryPageId(site: string, hour: string): string {
	// what begins with an underscore is CouchDB's own
	return `${site.replace(/^_/, '%5F')}:${hour}`;
}

/** The hour of a page, by its `_id`; '' where it is none. */
export function hourOfPage(id: string): string {
	const hour = id.slice(-HOUR_LENGTH);
	return /:\d{4}-\d\d-\d\dT\d\d$/.test(id) && !Number.isNaN(startOfHour(hour)) ? hour : '';
}

/** Every hour that the period touches, earliest first; both ends in ms since 1970. */
export function hoursBetween(from: number, until: number): string[] {
	const hours: string[] = [];
	for (let at = Math.floor(from / HOUR) * HOUR; at <= until; at += HOUR) {
		hours.push(hourOf(new Date(at).toISOString()));
	}
	return hours;
}

/** The end of an hour, ms since 1970. */
export function endOfHour(hour: string): number {
	return startOfHour(hour) + HOUR;
}

/**
 * What tells two events of a site apart. The card is enough for who it was: name and KundenID may be known to one delivery and not to
 * another.
 */
export function entryKey({ at, terminal, way, card, contact, name }: EntryEvent): string {
	const who = [card, contact, name].findIndex((text) => text !== '');
	return JSON.stringify([at, terminal, way, who, [card, contact, name][who] ?? '']);
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** Of two deliveries of one event the one that says more; which it is does not depend on their order. */
function fuller(a: EntryEvent, b: EntryEvent): EntryEvent {
	const said = ({ card, contact, name, visit }: EntryEvent): string[] => [card, contact, name, visit];
	const filled = (event: EntryEvent): number => said(event).filter((text) => text !== '').length;
	const more = filled(a) - filled(b) || compare(JSON.stringify(said(b)), JSON.stringify(said(a)));
	return more >= 0 ? a : b;
}

/**
 * The events of both, each once, oldest first, and of too many the oldest {@link MAX_ENTRIES_OF_PAGE}. Neither order nor doubling
 * changes the result, so servers that take in the same at once come to the same page.
 */
export function mergeEntries(one: readonly EntryEvent[], other: readonly EntryEvent[]): EntryEvent[] {
	const byKey = new Map<string, EntryEvent>();
	for (const event of [...one, ...other]) {
		const key = entryKey(event);
		const there = byKey.get(key);
		byKey.set(key, there ? fuller(there, event) : event);
	}
	return [...byKey]
		.sort(([a, { at: atA }], [b, { at: atB }]) => compare(atA, atB) || compare(a, b))
		.slice(0, MAX_ENTRIES_OF_PAGE)
		.map(([, event]) => event);
}

/** The events within {@link ENTRY_SPAN} of an instant (ms since 1970), nearest first, and of two equally near the earlier. */
export function entriesAround(events: readonly EntryEvent[], instant: number): EntryEvent[] {
	const distance = ({ at }: EntryEvent): number => Math.abs(Date.parse(at) - instant);
	return events
		.filter((event) => distance(event) <= ENTRY_SPAN)
		.sort((a, b) => distance(a) - distance(b) || compare(entryKey(a), entryKey(b)));
}
