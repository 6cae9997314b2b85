import { SERVER } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { readGeneration } from '../couchdb/generation.ts';
import type { Job, JobContext, NewJob } from '../jobs/job.ts';
import type { Changed } from '../log/messageLog.ts';
import { listErased } from './erasedDocs.ts';
import { sweep } from './sweep.ts';

/** Pause between runs, ms. */
const EVERY = 60_000;
/** How often everything is looked at, and not only what devices have sent, ms. */
const LOOK_AT_ALL = 3_600_000;
/** So long after an erasure all is looked at in each run, ms: something was on its way from one database to another. */
const UNSETTLED = 10 * 60_000;

/** Erases again whatever a device, an import or an older backup brings back of those who were erased. */
class ErasureJob implements Job {
	readonly name = 'erasure';
	readonly every = EVERY;
	#changed: Changed | undefined;
	#lookedAtAll = 0;
	#generation: string | undefined;

	async run({ ctx, signal }: JobContext): Promise<void> {
		const generation = await readGeneration(ctx.couch);
		// what is half there is looked at when it is all there
		if (generation?.restoring !== undefined) return;
		const now = ctx.clock();
		const docs = [...(await listErased(ctx)).values()];
		await ctx.messages.catchUp();
		const changed = (this.#changed ??= ctx.messages.changed());
		const all =
			this.#generation !== generation?.id ||
			now - this.#lookedAtAll >= LOOK_AT_ALL ||
			docs.some(({ doneAt }) => doneAt === undefined || now - doneAt < UNSETTLED);
		const subjects = changed.take();
		if (docs.length === 0) return;
		try {
			await this.#sweep(ctx, { signal, ...(all ? {} : { subjects, messagesOnly: true }) });
		} catch (error) {
			changed.giveBack(subjects);
			throw error;
		}
		// renewed by the sweep itself it is no other
		this.#generation = (await readGeneration(ctx.couch))?.id;
		if (all) this.#lookedAtAll = now;
	}

	async #sweep(ctx: ServerContext, reach: Parameters<typeof sweep>[1]): Promise<void> {
		const found = await sweep(ctx, reach);
		for (const [about, counts] of found.byErasure) {
			await ctx.audit.record({ what: 'erasure', who: SERVER, about, detail: { again: true, ...counts } });
		}
	}
}

/** The erasures as a job. */
export const erasureJob: NewJob = () => new ErasureJob();
