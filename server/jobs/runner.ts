import { setTimeout as systemTimeout } from 'node:timers';
import type { ServerContext } from '../context.ts';
import { isAway } from '../couchdb/couch.ts';
import type { Job, NewJob } from './job.ts';
import { Lease } from './lease.ts';

/** Shortest time that a lease holds, ms: longer than a garbage collection or a slow disk keeps a server from renewing it. */
const SHORTEST_LEASE = 60_000;
const OWNER_BYTES = 12;

/** How a run ended. `elsewhere`: another server does this job at the moment. */
export type Outcome = 'done' | 'failed' | 'elsewhere';

/** Calls back once after a pause in ms. @returns what takes that back */
export type Timer = (callback: () => void, pause: number) => () => void;

const systemTimer: Timer = (callback, pause) => {
	const timer = systemTimeout(callback, pause);
	return () => clearTimeout(timer);
};

class Post {
	readonly job: Job;
	readonly #ctx: ServerContext;
	readonly #lease: Lease;
	readonly #timer: Timer;
	readonly #renewEvery: number;
	#current: { done: Promise<Outcome>; abort(): void } | undefined;

	constructor(job: Job, ctx: ServerContext, owner: string, timer: Timer) {
		const length = Math.max(SHORTEST_LEASE, 3 * job.every);
		this.job = job;
		this.#ctx = ctx;
		this.#timer = timer;
		this.#renewEvery = length / 3;
		const { couch, clock, database } = ctx;
		const name = async (): Promise<string> => (await job.lease?.(ctx)) ?? job.name;
		const embedded = (): boolean => database.state.status === 'ready' && database.state.embedded;
		this.#lease = new Lease({ couch, clock, name, embedded, owner, length });
	}

	/** Runs the job, or waits for the run that is under way: nothing overlaps. */
	run(): Promise<Outcome> {
		if (this.#current) return this.#current.done;
		const controller = new AbortController();
		const done = this.#runUnder(controller).finally(() => (this.#current = undefined));
		this.#current = { done, abort: () => controller.abort() };
		return done;
	}

	async stop(): Promise<void> {
		this.#current?.abort();
		await this.#current?.done;
		// a database that is away lets it run out by itself
		await this.#lease.release().catch(() => undefined);
	}

	async #runUnder(controller: AbortController): Promise<Outcome> {
		const { log, database } = this.#ctx;
		const { name } = this.job;
		// what a restore has put there by half is nothing to decide by
		if (database.state.status !== 'ready') return 'failed';
		let stopRenewing = (): void => undefined;
		try {
			if (!(await this.#lease.take())) return 'elsewhere';
			if (controller.signal.aborted) return 'failed';
			stopRenewing = this.#keepRenewing(controller);
			await this.job.run({ ctx: this.#ctx, signal: controller.signal });
			return 'done';
		} catch (error) {
			if (isAway(error)) log.warn({ job: name }, 'job waits for the database');
			else if (!controller.signal.aborted) log.error({ job: name, err: error }, 'job failed');
			return 'failed';
		} finally {
			stopRenewing();
		}
	}

	/** Holds the lease for as long as the run takes; who loses it leaves off. */
	#keepRenewing(controller: AbortController): () => void {
		let cancel = (): void => undefined;
		const renewLater = (): void => {
			cancel = this.#timer(() => {
				this.#lease.take().then(
					(held) => (held ? renewLater() : controller.abort()),
					// away for a moment; if it stays so, the job itself fails
					renewLater
				);
			}, this.#renewEvery);
		};
		renewLater();
		return () => {
			cancel();
			cancel = () => undefined;
		};
	}
}

/** Runs the jobs of a server, each in its own turn: one that hangs or fails does not hold up the others. */
export class Runner {
	readonly #posts: readonly Post[];
	readonly #timer: Timer;
	readonly #cancels = new Map<Post, () => void>();
	#stopped = false;

	/** @param timer other than the system's, in tests */
	constructor(ctx: ServerContext, jobs: readonly NewJob[], timer: Timer = systemTimer) {
		const owner = Buffer.from(ctx.random(OWNER_BYTES)).toString('base64url');
		this.#timer = timer;
		this.#posts = jobs.map((make) => new Post(make(), ctx, owner, timer));
		const names = new Set(this.#posts.map(({ job }) => job.name));
		if (names.size < this.#posts.length) throw new Error('two jobs have the same name');
	}

	/** Begins. The first runs come one pause later: a server that has just started has people waiting. */
	start(): void {
		for (const post of this.#posts) this.#plan(post);
	}

	/** Runs a job now, once; where it runs already, that run is what is waited for. @throws Error for a name that no job has */
	run(name: string): Promise<Outcome> {
		const post = this.#posts.find(({ job }) => job.name === name);
		if (!post) throw new Error(`there is no job ${name}`);
		return post.run();
	}

	/** Plans nothing more, tells what runs to leave off, and waits for it. */
	async stop(): Promise<void> {
		this.#stopped = true;
		for (const cancel of this.#cancels.values()) cancel();
		await Promise.all(this.#posts.map((post) => post.stop()));
	}

	#plan(post: Post): void {
		if (this.#stopped) return;
		const cancel = this.#timer(() => void post.run().then(() => this.#plan(post)), post.job.every);
		this.#cancels.set(post, cancel);
	}
}
