import { SERVER } from '../audit/who.ts';
import { isRestoring } from '../couchdb/generation.ts';
import type { NewJob } from '../jobs/job.ts';
import { removeOldMessages } from './messages.ts';
import { removeOldPictures } from './pictures.ts';

/** Pause between runs, ms: "72 hours" is meant by the hour. */
const EVERY = 3_600_000;

/** Removes what was kept long enough (DESIGN § 11): pictures, messages, checks and shifts. Entry events have a job of their own. */
export const retentionJob: NewJob = () => ({
	name: 'retention',
	every: EVERY,
	async run({ ctx, signal }) {
		// what is half there is looked at when it is all there
		if (await isRestoring(ctx.couch)) return;
		const pictures = await removeOldPictures(ctx);
		signal.throwIfAborted();
		const { facts, archived } = await removeOldMessages(ctx);
		if (pictures + facts + archived === 0) return;
		await ctx.audit.record({ what: 'retention', who: SERVER, detail: { pictures, facts, archived } });
	}
});
