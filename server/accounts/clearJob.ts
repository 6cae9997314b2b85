import { compact, erase } from '../couchdb/erase.ts';
import { isRestoring } from '../couchdb/generation.ts';
import { forgetRows } from '../import/forgetRows.ts';
import type { JobContext, NewJob } from '../jobs/job.ts';

/** ms */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function clear({ ctx, signal }: JobContext): Promise<void> {
	await ctx.accounts.clear(signal);
	const outdated = await ctx.audit.outdated();
	if (outdated.length > 0) await erase(ctx, 'audit', outdated, signal);
	await forgetRows(ctx);
	// list and accounts of a backup belong together when both are there
	if (await isRestoring(ctx.couch)) return;
	const spared = await ctx.directory.followStaff();
	if (spared.length > 0)
		ctx.log.warn(
			{ accounts: spared },
			'the staff list leaves nobody who may administer: these keep their rights'
		);
}

/**
 * Removes what nobody needs any more: tokens, wrong tries and pairing codes whose time is over, the oldest of the audit list, and what the
 * history of imports quotes. Makes up for a server that stopped between writing the staff list and the accounts that follow it. Once a
 * day what `private` held before is let go of, where the database is the embedded one: there each device is noted as seen every minute, and
 * of each note the one before would stay. CouchDB compacts by itself.
 */
export const clearJob: NewJob = () => {
	let compacted = -Infinity;
	return {
		name: 'clear',
		every: HOUR,
		async run(job) {
			const { ctx, signal } = job;
			await clear(job);
			const now = ctx.clock();
			if (!ctx.database.embedded || now - compacted < DAY) return;
			signal.throwIfAborted();
			await compact(ctx, 'private');
			compacted = now;
		}
	};
};
