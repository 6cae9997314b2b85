/** What a request to the gateway may carry. Each check gives what is passed on, made anew of what it understood. */
import * as v from 'valibot';

/** Gives what is passed on; undefined where the body is not let through. */
export type BodyCheck = (body: unknown) => object | undefined;

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
		v.maxLength(MOST_ASKED_FOR)
	)
});

/** A fact has one revision, which is its first (see `revisionOf`). What else is wrong with it, validation says document by document. */
const sent = v.looseObject({ _id: ordinaryId, _rev: v.pipe(v.string(), v.regex(/^1-[0-9a-f]{32}$/)) });
const bulkDocs = v.strictObject({
	new_edits: v.literal(false),
	docs: v.pipe(v.array(v.custom<object>(isSent)), v.maxLength(MOST_SENT))
});

/** As {@link sent}; valibot would give a copy, which loses a field named `__proto__` that has to be refused. */
function isSent(doc: unknown): boolean {
	return v.is(sent, doc) && !Object.hasOwn(doc, '_deleted') && !Object.hasOwn(doc, '_attachments');
}

function of(schema: v.GenericSchema<unknown, object>): BodyCheck {
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
