import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Bounds of a request's time, s. Hashing a password takes tenths of one, a batch of large facts several. */
const REQUEST_TIMES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Bounds of a job's run, s. */
const JOB_TIMES = [0.01, 0.1, 1, 10, 60, 600];

/**
 * What one server process counts for Prometheus. Labels are patterns of routes, names of jobs and the like, never what somebody sent: that
 * may name people, and each new value would be kept for as long as the process runs.
 */
export class Metrics {
	readonly registry = new Registry();
	readonly #jobTimes: Histogram<'job'>;
	readonly #jobRuns: Counter<'job' | 'outcome'>;
	readonly #jobDone: Gauge<'job'>;
	readonly #requests: Histogram<'method' | 'route' | 'status'>;
	readonly #facts: Counter<'outcome'>;
	readonly #feeds: Gauge;
	readonly #clock: () => number;

	/** @param clock ms since 1970 */
	constructor(clock: () => number) {
		this.#clock = clock;
		const registers = [this.registry];
		this.#requests = new Histogram({
			name: 'dienstbuch_request_seconds',
			help: 'Requests by route and status, with the time until the answer was sent; live feeds, which wait, aside',
			labelNames: ['method', 'route', 'status'],
			buckets: REQUEST_TIMES,
			registers
		});
		this.#feeds = new Gauge({ name: 'dienstbuch_feeds', help: 'Live feeds that wait', registers });
		this.#facts = new Counter({
			name: 'dienstbuch_facts_total',
			help: 'Facts that devices sent: passed on to the database, or refused by the gateway',
			labelNames: ['outcome'],
			registers
		});
		this.#jobTimes = new Histogram({
			name: 'dienstbuch_job_seconds',
			help: 'Runs of jobs on this server',
			labelNames: ['job'],
			buckets: JOB_TIMES,
			registers
		});
		this.#jobRuns = new Counter({
			name: 'dienstbuch_job_runs_total',
			help: 'Runs of jobs on this server, by how they ended',
			labelNames: ['job', 'outcome'],
			registers
		});
		this.#jobDone = new Gauge({
			name: 'dienstbuch_job_last_done_timestamp_seconds',
			help: 'When this server last brought a job to its end',
			labelNames: ['job'],
			registers
		});
	}

	/** Adds what prom-client knows of the process: memory, processor, event loop, garbage collection. */
	watchProcess(): void {
		collectDefaultMetrics({ register: this.registry });
	}

	/** @param route its pattern, not the address @param seconds until the answer was sent */
	request(method: string, route: string, status: number, seconds: number): void {
		this.#requests.observe({ method, route, status }, seconds);
	}

	feedOpened(): void {
		this.#feeds.inc();
	}

	feedClosed(): void {
		this.#feeds.dec();
	}

	/** A batch of facts was screened. */
	facts({ passed, refused }: { readonly passed: number; readonly refused: number }): void {
		this.#facts.inc({ outcome: 'passed' }, passed);
		this.#facts.inc({ outcome: 'refused' }, refused);
	}

	/** A run of a job came to its end. @param seconds how long it took */
	jobRan(job: string, outcome: 'done' | 'failed', seconds: number): void {
		this.#jobTimes.observe({ job }, seconds);
		this.#jobRuns.inc({ job, outcome });
		if (outcome === 'done') this.#jobDone.set({ job }, this.#clock() / 1000);
	}
}
