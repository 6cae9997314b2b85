import { erase } from '../couchdb/erase.ts';
import { isRestoring } from '../couchdb/generation.ts';
import { forgetRows } from '../import/forgetRows.ts';
import type { NewJob } from '../jobs/job.ts';

/** ms */
const HOUR = 3_600_000;

/**
 * Removes what nobody needs any more: tokens, wrong tries and pairing codes whose time is over, the oldest of the audit list, and what the
 * history of imports quotes. Makes up for a server that stopped between writing the staff list and the accounts that follow it.
 */
export const clearJob: NewJob = () => ({
	name: 'clear',
	every: HOUR,
	async run({ ctx, signal }) {
		await ctx.accounts.clear(signal);
		const outdated = await ctx.audit.outdated();
		if (outdated.length > 0) await erase(ctx, 'audit', outdated, signal);
		await forgetRows(ctx);
		// list and accounts of a backup belong together when both are there
		if (!(await isRestoring(ctx.couch))) await ctx.directory.followStaff();
	}
});
