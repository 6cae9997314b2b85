import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Audit } from '../audit/audit.ts';
import type { AuditEntry } from '../audit/auditDocs.ts';
import { COMMAND, SERVER } from '../audit/who.ts';
import type { Couch } from '../couchdb/couch.ts';
import { create, listByPrefix, remove } from '../couchdb/documents.ts';
import type { EntryReport } from '../entries/takeEntries.ts';
import type { ImportReport } from './report.ts';

/** Begins the ids of the documents in `private`; the instant of the import follows, and some random letters. */
export const IMPORTS = 'import:';
/** How many imports are remembered, apart for the old CRM's files and for entry events, which may come every minute. */
const REMEMBERED = 100;
/** How many rejected rows of one import are remembered; all of them were told to whoever imported. */
const ROWS_REMEMBERED = 100;

const rejectedRow = v.object({ line: v.number(), reason: v.string() });

const listCounts = v.object({
	new: v.number(),
	changed: v.number(),
	unchanged: v.number(),
	gone: v.number(),
	/** How many rows were rejected */
	rejected: v.number(),
	/** The first of them; none any more when their time is over, see `forgetRows` */
	rows: v.array(rejectedRow)
});
const entryCounts = v.object({
	taken: v.number(),
	known: v.number(),
	tooOld: v.number(),
	rejected: v.number(),
	rows: v.array(rejectedRow)
});

/** An import as it is remembered. */
export const importRecord = v.object({
	/** ISO 8601, UTC */
	at: v.string(),
	/** `web`: under Administration · `command`: `npm run import` · `folder`: the watched folder */
	source: v.picklist(['web', 'command', 'folder']),
	/** The administrator who did it; absent where no person did */
	who: v.optional(v.object({ id: v.string(), name: v.string() })),
	/** Name of the file, where it lay in the folder */
	file: v.optional(v.string()),
	/** Why nothing was imported, a German sentence; absent where something was */
	failed: v.optional(v.string()),
	sites: v.optional(listCounts),
	staff: v.optional(listCounts),
	contacts: v.optional(listCounts),
	entries: v.optional(entryCounts)
});
export type ImportRecord = v.InferOutput<typeof importRecord>;

/** What an import came to: the report of one of the two importers, or the sentence that says why there is none. */
export type ImportOutcome =
	{ readonly report: ImportReport } | { readonly entries: EntryReport } | { readonly failed: string };

/** What is needed to remember an import. */
export interface HistoryGround {
	readonly couch: Couch;
	/** ms since 1970 */
	readonly clock: () => number;
	readonly random: (length: number) => Uint8Array;
}

function rowsOf(rejected: readonly { line: number; reason: string }[]) {
	const rows = rejected.slice(0, ROWS_REMEMBERED).map(({ line, reason }) => ({ line, reason }));
	return { rejected: rejected.length, rows };
}

function countsOf(outcome: ImportOutcome): Partial<ImportRecord> {
	if ('failed' in outcome) return { failed: outcome.failed };
	if ('entries' in outcome) {
		const { taken, known, tooOld, rejected } = outcome.entries;
		return { entries: { taken, known, tooOld, ...rowsOf(rejected) } };
	}
	const counts: Partial<ImportRecord> = {};
	for (const name of ['sites', 'staff', 'contacts'] as const) {
		const part = outcome.report[name];
		if (!part) continue;
		const { new: added, changed, unchanged, gone, rejected } = part;
		counts[name] = { new: added, changed, unchanged, gone, ...rowsOf(rejected) };
	}
	return counts;
}

/** Entry events come every minute, and say nothing of who did what. */
async function recordInAudit(
	ground: HistoryGround,
	{ source, who }: Pick<ImportRecord, 'source' | 'who'>,
	outcome: ImportOutcome
): Promise<void> {
	if ('entries' in outcome) return;
	const person: AuditEntry['who'] = { name: who?.name ?? '', role: 'admin' };
	const byWhom = { web: person, command: COMMAND, folder: SERVER };
	const detail: NonNullable<AuditEntry['detail']> = { source, done: !('failed' in outcome) };
	for (const [name, counts] of Object.entries(countsOf(outcome)))
		if (typeof counts === 'object' && 'gone' in counts)
			for (const part of ['new', 'changed', 'gone', 'rejected'] as const)
				detail[`${name}.${part}`] = counts[part];
	await new Audit(ground).record({ what: 'import', who: byWhom[source], about: who?.id, detail });
}

/**
 * Remembers an import, and forgets the oldest ones beyond what is kept.
 * @param occasion what makes it the same import where two servers, or one after a crash, note it: the first one's words hold
 */
export async function recordImport(
	{ couch, clock, random }: HistoryGround,
	from: Pick<ImportRecord, 'source' | 'who' | 'file'>,
	outcome: ImportOutcome,
	occasion?: { readonly at: number; readonly name: string }
): Promise<void> {
	const begun = new Date(occasion?.at ?? clock()).toISOString();
	const unlike = occasion ? createHash('sha256').update(occasion.name).digest() : Buffer.from(random(6));
	const id = `${IMPORTS}${begun}:${unlike.subarray(0, 6).toString('hex')}`;
	const at = new Date(clock()).toISOString();
	if (!(await create<ImportRecord>(couch.db('private'), id, { at, ...from, ...countsOf(outcome) }))) return;
	await recordInAudit({ couch, clock, random }, from, outcome);
	await forgetOldest(couch);
}

/** The imports that are remembered, newest first. */
export async function listImports(couch: Couch): Promise<ImportRecord[]> {
	const docs = await listByPrefix<ImportRecord>(couch.db('private'), IMPORTS);
	return docs.reverse().map((doc) => v.parse(importRecord, doc));
}

async function forgetOldest(couch: Couch): Promise<void> {
	const db = couch.db<ImportRecord>('private');
	const docs = (await listByPrefix<ImportRecord>(db, IMPORTS)).reverse();
	const entries = docs.filter((doc) => doc.entries);
	const others = docs.filter((doc) => !doc.entries);
	for (const { _id } of [...entries.slice(REMEMBERED), ...others.slice(REMEMBERED)]) await remove(db, _id);
}
