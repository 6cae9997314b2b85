import * as v from 'valibot';
import { call } from './call.ts';

const rows = v.array(v.object({ line: v.number(), reason: v.string() }));
const counts = v.object({
	new: v.number(),
	changed: v.number(),
	unchanged: v.number(),
	gone: v.number(),
	rejected: v.number(),
	rows
});
const record = v.object({
	/** ISO 8601, UTC */
	at: v.string(),
	/** `web`: under Administration · `command`: `npm run import` · `folder`: the watched folder */
	source: v.picklist(['web', 'command', 'folder']),
	who: v.optional(v.object({ id: v.string(), name: v.string() })),
	file: v.optional(v.string()),
	/** Why nothing was imported, a German sentence */
	failed: v.optional(v.string()),
	sites: v.optional(counts),
	staff: v.optional(counts),
	contacts: v.optional(counts),
	entries: v.optional(
		v.object({ taken: v.number(), known: v.number(), tooOld: v.number(), rejected: v.number(), rows })
	)
});
/** An import as the server remembers it. */
export type ImportRecord = v.InferOutput<typeof record>;

const history = v.object({
	/** Newest first */
	imports: v.array(record),
	/** Whether the server watches a folder for files to import */
	watching: v.optional(v.boolean(), false)
});

/** The imports that the server remembers. @throws ApiProblem */
export function readHistory(): Promise<v.InferOutput<typeof history>> {
	return call(history, 'GET', '/imports');
}
