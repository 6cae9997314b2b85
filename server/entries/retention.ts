import type { DocumentScope } from 'nano';
import { ENTRIES_KEPT, endOfHour, hourOf, hourOfPage, type EntryPage } from '../../src/lib/domain/entries.ts';
import type { ServerContext } from '../context.ts';
import { update } from '../couchdb/documents.ts';
import { compact, erase } from '../couchdb/erase.ts';
import type { NewJob } from '../jobs/job.ts';

/** Pause between two looks, ms. */
const EVERY = 10 * 60_000;

/** Removes every entry event that is older than {@link ENTRIES_KEPT}, page by page, and from the page in which the limit lies. */
export async function removeOldEntries(
	ctx: Pick<ServerContext, 'couch' | 'clock' | 'database'>,
	signal?: AbortSignal
): Promise<void> {
	const { couch, clock } = ctx;
	const db = couch.db<EntryPage>('entries');
	const oldest = clock() - ENTRIES_KEPT;
	const limit = new Date(oldest).toISOString();
	const { rows } = await db.list();
	const pages = rows.map(({ id }) => ({ id, hour: hourOfPage(id) })).filter(({ hour }) => hour !== '');
	const old = pages.filter(({ hour }) => endOfHour(hour) <= oldest).map(({ id }) => id);
	const lasting = pages.filter(({ hour }) => hour === hourOf(limit));
	let trimmed = false;
	for (const { id } of lasting) {
		signal?.throwIfAborted();
		trimmed = (await trim(db, id, limit)) || trimmed;
	}
	if (old.length > 0) await erase(ctx, 'entries', old, signal);
	else if (trimmed) await compact(ctx, 'entries');
}

/** @returns whether there was anything to remove */
async function trim(db: DocumentScope<EntryPage>, id: string, limit: string): Promise<boolean> {
	let trimmed = false;
	await update(db, id, (page) => {
		const events = page?.events.filter(({ at }) => at >= limit);
		trimmed = page !== undefined && events?.length !== page.events.length;
		return page && events && trimmed ? { site: page.site, hour: page.hour, events } : undefined;
	});
	return trimmed;
}

/** Keeps entry events for 72 hours and no longer (DESIGN § 3). */
export const entryRetention: NewJob = () => ({
	name: 'entry-retention',
	every: EVERY,
	run: ({ ctx, signal }) => removeOldEntries(ctx, signal)
});
