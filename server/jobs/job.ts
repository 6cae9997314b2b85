import type { ServerContext } from '../context.ts';

/** What a job is given for one run. */
export interface JobContext {
	readonly ctx: ServerContext;
	/** Aborted where the server stops, or another server has taken the lease over: leave off at the next safe place */
	readonly signal: AbortSignal;
}

/**
 * Something that the server does by itself again and again (STYLE 13). In a cluster two servers may run it at the same time all the
 * same, since a lease is only advice: what it does twice must count once.
 */
export interface Job {
	/** Unlike that of any other job */
	readonly name: string;
	/** Pause between the end of a run and the beginning of the next, ms */
	readonly every: number;
	/** Name of its lease, where not every server has the same to do by it; that of the job where absent. */
	readonly lease?: (ctx: ServerContext) => Promise<string>;
	/** One run. What it throws is logged, and it is run again after the pause. */
	run(job: JobContext): Promise<void>;
}

/** Makes a job for one server: what it remembers between two runs belongs to that server alone. */
export type NewJob = () => Job;
