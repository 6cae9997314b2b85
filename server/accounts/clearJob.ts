import { erase } from '../couchdb/erase.ts';
import type { NewJob } from '../jobs/job.ts';

/** ms */
const HOUR = 3_600_000;

/** Removes what nobody needs any more: tokens, wrong tries and pairing codes whose time is over, and the oldest of the audit list. */
export const clearJob: NewJob = () => ({
	name: 'clear',
	every: HOUR,
	async run({ ctx, signal }) {
		await ctx.accounts.clear(signal);
		const outdated = await ctx.audit.outdated();
		if (outdated.length > 0) await erase(ctx, 'audit', outdated, signal);
	}
});
