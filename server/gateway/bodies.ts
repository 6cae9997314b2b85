/** What a request to the gateway may carry. Each check gives what is passed on, made anew of what it understood. */
import * as v from 'valibot';
import type { Sent } from './screen.ts';

/** Gives what is passed on; undefined where the body is not let through. */
export type BodyCheck<Body extends object = object> = (body: unknown) => Body | undefined;

/** Most documents that one request may ask for: PouchDB asks for a batch, which is 1,000 facts at the most. */
const MOST_ASKED_FOR = 1000;
/** Most facts that one request may bring (DESIGN § 3). */
const MOST_SENT = 100;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** Neither design nor local documents: CouchDB does not validate these. */
const ordinaryId = v.pipe(id, v.regex(/^[^_]/));

const bulkGet = v.strictObject({
	docs: v.pipe(
		v.array(v.strictObject({ id, rev: v.optional(id), atts_since: v.optional(v.array(id)) })),
		// nobody asks for nothing, and the embedded database would never answer
		v.minLength(1),
		v.maxLength(MOST_ASKED_FOR)
	)
});

/** A fact has one revision, which is its first (see `revisionOf`). What else is wrong with it is said document by document. */
const sent = v.looseObject({ _id: ordinaryId, _rev: v.pipe(v.string(), v.regex(/^1-[0-9a-f]{32}$/)) });
/** The documents themselves, not valibot's copies: these lose a field named `__proto__`, which has to be refused. */
const bulkDocs = v.strictObject({
	new_edits: v.literal(false),
	docs: v.pipe(v.array(v.custom<Sent>((doc) => v.is(sent, doc))), v.maxLength(MOST_SENT))
});

/** What a device sends. */
export type Batch = v.InferOutput<typeof bulkDocs>;

function of<Body extends object>(schema: v.GenericSchema<unknown, Body>): BodyCheck<Body> {
	return (body) => {
		const result = v.safeParse(schema, body, { abortEarly: true });
		return result.success ? result.output : undefined;
	};
}

/** `_bulk_get`: documents by id. */
export const documentsAskedFor = of(bulkGet);
/** `_bulk_docs`: facts, as a device sends them. */
export const factsSent = of(bulkDocs);
/** `_changes` by POST: no filter is let through, so there is nothing to say. */
export const nothing = of(v.strictObject({}));
