import { ENTRIES_KEPT } from '../../src/lib/domain/entries.ts';
import type { ServerContext } from '../context.ts';
import { listByPrefix, update } from '../couchdb/documents.ts';
import { compact } from '../couchdb/erase.ts';
import { IMPORTS, type ImportRecord } from './history.ts';

/** How long it is told which rows of a file were rejected, and why, ms: time enough to look at what went wrong. */
export const REPORTS_KEPT = 14 * 86_400_000;
/** Stands for why a file was not imported. */
const FORGOTTEN = 'Der Grund wird nicht mehr aufgehoben.';

/** The numbers alone: reasons quote what stood in the file, names and KundenIDs among it. Undefined where there is nothing else. */
function withoutRows(record: ImportRecord): ImportRecord | undefined {
	const { sites, staff, contacts, entries, failed } = record;
	const parts = [sites, staff, contacts, entries];
	const quotes = parts.some((part) => part && part.rows.length > 0);
	if (!quotes && (failed === undefined || failed === FORGOTTEN)) return undefined;
	return {
		...record,
		...(failed === undefined ? {} : { failed: FORGOTTEN }),
		...(sites && { sites: { ...sites, rows: [] } }),
		...(staff && { staff: { ...staff, rows: [] } }),
		...(contacts && { contacts: { ...contacts, rows: [] } }),
		...(entries && { entries: { ...entries, rows: [] } })
	};
}

/**
 * Leaves of the history of imports, when their time is over, the numbers alone. Rows of entry events are kept no longer than the events.
 * @param until of imports up to then, ms since 1970, whatever their age: somebody was erased, and nobody can tell whose name a row has
 */
export async function forgetRows(
	ctx: Pick<ServerContext, 'clock' | 'couch' | 'database'>,
	until = -Infinity
): Promise<void> {
	const db = ctx.couch.db<ImportRecord>('private');
	const now = ctx.clock();
	let forgotten = false;
	for (const { _id, ...record } of await listByPrefix(db, IMPORTS)) {
		const at = Date.parse(record.at);
		const isOver = now - at >= (record.entries ? ENTRIES_KEPT : REPORTS_KEPT);
		if ((!isOver && at > until) || !withoutRows(record)) continue;
		await update<ImportRecord>(db, _id, (old) => old && withoutRows(old));
		forgotten = true;
	}
	if (forgotten) await compact(ctx, 'private');
}
