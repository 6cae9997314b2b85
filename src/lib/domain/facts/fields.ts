/** The fields that facts are made of, as schemas. One place, so that no two types disagree on what an instant is. */
import * as v from 'valibot';
import { isFactId } from '../ids.ts';
import { MAX_AFTER, MAX_KEY, MAX_SHORT, MAX_TEXT } from '../limits.ts';

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]/;

/** Half of a pair of UTF-16 code units: JSON can have it, UTF-8 cannot, so neither an address nor CouchDB takes it (rule F7). */
export const wellFormed = v.check<string, string>((text) => !LONE_SURROGATE.test(text), 'lone surrogate');

const isoOf = (time: number): string => (Number.isNaN(time) ? '' : new Date(time).toISOString());

/** Text of a line: names, titles, reasons. */
export const short = v.pipe(v.string(), v.maxLength(MAX_SHORT), wellFormed);
/** Text of a line that is not empty. */
export const someShort = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_SHORT), wellFormed);
/** Text of any number of lines. */
export const text = v.pipe(v.string(), v.maxLength(MAX_TEXT), wellFormed);
/** Text of any number of lines that is not empty. */
export const someText = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TEXT), wellFormed);
/** Id of something in the directory. */
export const key = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_KEY), wellFormed);
/** Address of a page on the web. */
export const webAddress = v.pipe(v.string(), v.maxLength(2000), v.regex(/^https?:\/\//), wellFormed);
/** An instant, UTC, to the millisecond: `2026-11-18T21:41:07.250Z`. */
export const instant = v.pipe(
	v.string(),
	v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
	// Engines differ on 30 February: some read it as 2 March, which another then refuses.
	v.check((value) => isoOf(Date.parse(value)) === value, 'no such instant')
);
/** Id of a fact. */
export const factRef = v.pipe(v.string(), v.check(isFactId, 'not a fact id'));

/** Something of the directory as it was called when the fact was written: facts stay readable without it. */
export const named = v.strictObject({ id: key, name: someShort });
export type Named = v.InferOutput<typeof named>;

/** Who wrote a fact (Mitarbeitereingabe, S12), with the role as of then. */
export const author = v.strictObject({
	id: key,
	name: someShort,
	role: v.picklist(['staff', 'lead', 'office', 'admin', 'server'])
});
export type Author = v.InferOutput<typeof author>;

/**
 * Who is to see to it (S9): a person, an office, or the lead of a studio ("Leitung Wels").
 * `id` is that of the staff member or of the site.
 */
export const assignee = v.strictObject({
	kind: v.picklist(['person', 'office', 'lead']),
	id: key,
	name: someShort
});
export type Assignee = v.InferOutput<typeof assignee>;

/**
 * Whom a message is about (S13): a contact of the directory, somebody named by hand who is not in it yet, or an
 * unknown person of whom there is a description.
 */
export const person = v.variant('kind', [
	v.strictObject({ kind: v.literal('contact'), id: key, name: someShort }),
	v.strictObject({ kind: v.literal('named'), id: v.optional(key), name: someShort }),
	v.strictObject({ kind: v.literal('unknown'), name: short })
]);
export type Person = v.InferOutput<typeof person>;

/** What every fact carries besides its own fields (DESIGN § 2). */
export const envelope = {
	at: instant,
	/** The raw time of the device, on a fact that was reissued (rule C1) */
	atDevice: v.optional(instant),
	device: v.pipe(v.string(), v.minLength(1), v.maxLength(2 * MAX_KEY + 1), wellFormed),
	deviceSite: key,
	/** The studio or office that the matter is about */
	site: key,
	/** Id of the `shiftStarted` fact under which it was written; absent on that fact and on the server's own */
	shift: v.optional(factRef),
	author,
	/** The latest facts on the same matter that the writer had seen (rule R3) */
	after: v.optional(v.pipe(v.array(factRef), v.maxLength(MAX_AFTER)))
};
