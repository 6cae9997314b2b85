/** The lists that administrators keep, as they may set them; what the directory holds has the same fields with fewer conditions. */
import * as v from 'valibot';
import { cleanLine, cleanText } from '../../src/lib/domain/commands/cleanText.ts';
import {
	clockTime,
	contractState,
	role,
	SITE_FIELDS,
	siteKind,
	STAFF_FIELDS
} from '../../src/lib/domain/directory.ts';
import { MESSAGE_KINDS } from '../../src/lib/domain/facts/message.ts';
import { MAX_KEY, MAX_SHORT } from '../../src/lib/domain/limits.ts';
import { instantOfDayAndClock } from '../../src/lib/domain/time/zone.ts';
import { isTimeZone } from './timeZone.ts';

/** Longest text of a template or a promotion. A message may be longer; what is offered to read in passing may not. */
export const MAX_LIST_TEXT = 2000;

/** Most entries of a list; a chain of 200 studios keeps well below. */
const MOST = 500;
const MOST_PEOPLE = 10_000;

const key = v.pipe(v.string(), v.transform(cleanLine), v.minLength(1), v.maxLength(MAX_KEY));
const line = v.pipe(v.string(), v.transform(cleanLine), v.minLength(1), v.maxLength(MAX_SHORT));
const lineOrNone = v.pipe(v.string(), v.transform(cleanLine), v.maxLength(MAX_SHORT));
const text = v.pipe(v.string(), v.transform(cleanText), v.minLength(1), v.maxLength(MAX_LIST_TEXT));

function distinct(values: readonly unknown[]): boolean {
	return new Set(values).size === values.length;
}

function several<Item extends v.GenericSchema>(item: Item) {
	return v.pipe(
		v.array(item),
		v.maxLength(MOST),
		v.check((values) => distinct(values), 'twice the same')
	);
}

const kinds = several(v.picklist(MESSAGE_KINDS));
const keys = several(key);

function isDay(day: string): boolean {
	return day === '' || instantOfDayAndClock(day, '12:00', 'UTC') !== undefined;
}

const day = v.pipe(v.string(), v.check(isDay, 'no such day'));

/** What goes back to the import: from then on it sets these fields again. */
const release = <const Fields extends readonly string[]>(fields: Fields) =>
	v.optional(v.array(v.picklist(fields)), () => []);

const site = v.object({
	id: key,
	name: line,
	kind: siteKind,
	timeZone: v.optional(v.pipe(v.string(), v.check(isTimeZone, 'no time zone'))),
	dayChange: v.optional(clockTime),
	gone: v.optional(v.boolean()),
	release: release(SITE_FIELDS)
});

const staffMember = v.pipe(
	v.object({
		id: key,
		first: lineOrNone,
		last: lineOrNone,
		sites: keys,
		role,
		gone: v.optional(v.boolean()),
		release: release(STAFF_FIELDS)
	}),
	v.forward(
		v.check(({ first, last }) => first + last !== '', 'no name'),
		['last']
	)
);

const template = v.object({
	id: key,
	title: line,
	// blanks at the end are where the rest is typed
	text: v.pipe(
		v.string(),
		v.transform((typed) => (/ $/.test(typed) ? `${cleanText(typed)} ` : cleanText(typed))),
		v.minLength(1),
		v.check((typed) => typed.trim() !== '', 'empty'),
		v.maxLength(MAX_LIST_TEXT)
	),
	kinds
});

const promotion = v.pipe(
	v.object({
		id: key,
		title: line,
		text,
		picture: v.optional(key),
		from: day,
		until: day,
		sites: keys,
		homeSites: keys,
		states: several(contractState),
		kinds
	}),
	v.forward(
		v.check(({ from, until }) => from === '' || until === '' || from <= until, 'ends before it begins'),
		['until']
	)
);

const contactLink = v.pipe(
	v.object({ old: key, new: key }),
	v.check((link) => link.old !== link.new, 'linked with itself')
);

function listOf<Entry extends v.GenericSchema<unknown, { id: string }>>(entry: Entry, most = MOST) {
	return v.pipe(
		v.array(entry),
		v.maxLength(most),
		v.check((entries) => distinct(entries.map(({ id }) => id)), 'twice the same id')
	);
}

/** Each list by the name of its document. */
export const listSchemas = {
	sites: listOf(site),
	staff: listOf(staffMember, MOST_PEOPLE),
	houseRules: listOf(v.object({ id: key, title: line })),
	blockReasons: listOf(v.object({ id: key, title: line, reserved: v.optional(v.boolean()) })),
	quickReasons: listOf(v.object({ id: key, text: line, rule: v.optional(key) })),
	templates: listOf(template),
	promotions: listOf(promotion),
	contactLinks: v.pipe(
		v.array(contactLink),
		v.maxLength(MOST_PEOPLE),
		v.check((links) => distinct(links.map((link) => `${link.old} ${link.new}`)), 'twice the same')
	)
};
export type ListName = keyof typeof listSchemas;
