import { isDeepStrictEqual } from 'node:util';
import {
	SITE_FIELDS,
	STAFF_FIELDS,
	type ContactLink,
	type Promotion,
	type Site,
	type StaffMember
} from '../../src/lib/domain/directory.ts';
import { MIDNIGHT } from '../../src/lib/domain/time/dutyDay.ts';
import { isConflict, type Couch } from '../couchdb/couch.ts';
import { read } from '../couchdb/documents.ts';
import { ServerError } from '../errors.ts';
import type { ListName } from './listSchemas.ts';

/** The field of a list's document that has its entries. */
const FIELDS: Readonly<Record<ListName, string>> = {
	sites: 'sites',
	staff: 'staff',
	houseRules: 'rules',
	blockReasons: 'reasons',
	quickReasons: 'reasons',
	templates: 'templates',
	promotions: 'promotions',
	contactLinks: 'links'
};

/** Entries of any list. */
export type ListEntry = { readonly id: string } | ContactLink | Promotion | Site | StaffMember;

/** A list as it was read: whoever writes it names the revision, so that nothing is written over what nobody has seen. */
export interface StoredList {
	/** Empty where there is no such document yet */
	readonly revision: string;
	readonly entries: readonly ListEntry[];
}

type ListDoc = Record<string, ListEntry[]>;

/** The list as it stands; an installation from before it had this list has none of its entries. */
export async function readList(couch: Couch, name: ListName): Promise<StoredList> {
	const doc = await read(couch.db<ListDoc>('directory'), name);
	return { revision: doc?._rev ?? '', entries: doc?.[FIELDS[name]] ?? [] };
}

/**
 * Writes a list over the one that was read.
 * @throws ServerError `list-changed` where somebody else wrote it in between
 */
export async function writeList(
	couch: Couch,
	name: ListName,
	{ revision, entries }: StoredList
): Promise<StoredList> {
	const content = { _id: name, [FIELDS[name]]: entries, ...(revision && { _rev: revision }) };
	try {
		const { rev } = await couch.db<ListDoc>('directory').insert(content as never);
		return { revision: rev, entries };
	} catch (error) {
		if (isConflict(error)) throw new ServerError('list-changed');
		throw error;
	}
}

/** An entry of a list that imports write too. */
type Kept = { readonly id: string; readonly gone?: boolean; readonly kept?: readonly string[] };
type Fields = Readonly<Record<string, unknown>>;

function differs(field: string, old: Kept & Fields, sent: Kept & Fields): boolean {
	if (field === 'gone') return (old.gone === true) !== (sent.gone === true);
	return !isDeepStrictEqual(old[field], sent[field]);
}

/**
 * The entry with a note of which of the fields that imports `own` an administrator has set: those stay as they are at the next import. A
 * new entry keeps them all, and with `gone` its place in the list although no file ever brought it.
 * @param sent `release` in it gives fields back to the import
 */
function withKept(old: (Kept & Fields) | undefined, sent: Kept & Fields, own: readonly string[]): Fields {
	const { release, gone, ...fields } = sent as Kept & { readonly release: readonly string[] };
	const kept = own
		.filter((field) => !old || differs(field, old, sent) || old.kept?.includes(field))
		.filter((field) => !release.includes(field));
	return { ...fields, ...(gone && { gone }), ...(kept.length > 0 && { kept }) };
}

/** So many of a site's earlier Tageswechsel are kept: enough for years, and a bound for who plays with it. */
const MOST_EARLIER = 20;

/** The site with a note of the Tageswechsel that it had until now, where another one was set. @param now ms since 1970, UTC */
function withEarlierDayChanges(old: Site | undefined, site: Site, now: number): Site {
	const { earlierDayChanges = [], dayChange = MIDNIGHT } = old ?? site;
	const ends = { until: new Date(now).toISOString(), dayChange };
	const changed = dayChange !== (site.dayChange ?? MIDNIGHT);
	const earlier = [...earlierDayChanges, ...(changed ? [ends] : [])].slice(-MOST_EARLIER);
	return { ...site, ...(earlier.length > 0 && { earlierDayChanges: earlier }) };
}

const OWNED: Partial<Record<ListName, readonly string[]>> = { sites: SITE_FIELDS, staff: STAFF_FIELDS };

/** What is to be stored of a list that was sent and found to be of its schema. @param now ms since 1970, UTC */
export function entriesToStore(
	name: ListName,
	stored: readonly ListEntry[],
	wanted: readonly ListEntry[],
	now: number
): readonly ListEntry[] {
	const own = OWNED[name];
	if (!own) return wanted;
	const before = new Map((stored as (Kept & Fields)[]).map((entry) => [entry.id, entry]));
	return (wanted as (Kept & Fields)[]).map((sent) => {
		const old = before.get(sent.id);
		const entry = withKept(old, sent, own) as unknown as ListEntry;
		return name === 'sites' ? withEarlierDayChanges(old as Site | undefined, entry as Site, now) : entry;
	});
}
