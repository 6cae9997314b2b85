import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ServerContext } from '../../../server/context.ts';
import type { Job, JobContext } from '../../../server/jobs/job.ts';
import { Runner } from '../../../server/jobs/runner.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { HandTimer } from './handTimer.ts';

let server: TestServer;
let now = Date.parse('2026-11-24T08:00:00Z');
const minute = 60_000;

beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
});
afterAll(() => server.stop());

function ground(): ServerContext {
	// what fails on purpose is no news
	return { ...server.ctx, log: pino({ level: 'silent' }) };
}

/** A promise that the test settles. */
function latch(): { promise: Promise<void>; open: () => void } {
	let open = (): void => undefined;
	const promise = new Promise<void>((resolve) => (open = resolve));
	return { promise, open };
}

let names = 0;
/** A job with a name, and so a lease, of its own. */
function job(run: Job['run'], every = minute): Job {
	return { name: `job-${(names += 1)}`, every, run };
}

describe('runner', () => {
	test('the first run comes one pause after the start, the next one pause after its end', async () => {
		const hand = new HandTimer();
		let runs = 0;
		const counting = job(async () => void (runs += 1));
		const runner = new Runner(ground(), [() => counting], hand.timer);
		runner.start();
		expect([runs, hand.pauses]).toEqual([0, [minute]]);
		hand.ring(minute);
		await vi.waitFor(() => expect([runs, hand.pauses]).toEqual([1, [minute]]));
		hand.ring(minute);
		await vi.waitFor(() => expect([runs, hand.pauses]).toEqual([2, [minute]]));
		await runner.stop();
	});

	test('a job never overlaps itself: who asks while it runs waits for that run', async () => {
		const held = latch();
		let runs = 0;
		const slow = job(async () => {
			runs += 1;
			await held.promise;
		});
		const runner = new Runner(ground(), [() => slow]);
		const both = [runner.run(slow.name), runner.run(slow.name)];
		await vi.waitFor(() => expect(runs).toBe(1));
		held.open();
		expect(await Promise.all(both)).toEqual(['done', 'done']);
		expect(runs).toBe(1);
		await runner.stop();
	});

	test('one that fails neither stops the others nor its own next run', async () => {
		const hand = new HandTimer();
		let tries = 0;
		let others = 0;
		const failing = job(async () => {
			tries += 1;
			throw new Error('on purpose');
		});
		const other = job(async () => void (others += 1));
		const runner = new Runner(ground(), [() => failing, () => other], hand.timer);
		runner.start();
		for (let round = 1; round <= 2; round += 1) {
			hand.ring(minute);
			await vi.waitFor(() => expect([tries, others, hand.pauses]).toEqual([round, round, [minute, minute]]));
		}
		await runner.stop();
	});

	test('of two servers one runs it, and the other takes over once the lease is stale', async () => {
		let runs: string[] = [];
		const shared = job(async () => undefined);
		const server1 = new Runner(ground(), [() => ({ ...shared, run: async () => void runs.push('1') })]);
		const server2 = new Runner(ground(), [() => ({ ...shared, run: async () => void runs.push('2') })]);
		expect([await server1.run(shared.name), await server2.run(shared.name)]).toEqual(['done', 'elsewhere']);
		now += 2 * minute;
		expect([await server1.run(shared.name), await server2.run(shared.name)]).toEqual(['done', 'elsewhere']);
		expect(runs).toEqual(['1', '1']);
		runs = [];
		now += 4 * minute;
		expect([await server2.run(shared.name), await server1.run(shared.name)]).toEqual(['done', 'elsewhere']);
		expect(runs).toEqual(['2']);
		await Promise.all([server1.stop(), server2.stop()]);
	});

	test('of several that ask at the same moment just one gets it', async () => {
		const shared = job(async () => undefined);
		const runners = [1, 2, 3, 4].map(() => new Runner(ground(), [() => shared]));
		const outcomes = await Promise.all(runners.map((runner) => runner.run(shared.name)));
		expect(outcomes.sort()).toEqual(['done', 'elsewhere', 'elsewhere', 'elsewhere']);
		await Promise.all(runners.map((runner) => runner.stop()));
	});

	test('a server that stops leaves its jobs to the next at once', async () => {
		const shared = job(async () => undefined);
		const [server1, server2] = [new Runner(ground(), [() => shared]), new Runner(ground(), [() => shared])];
		await server1.run(shared.name);
		await server1.stop();
		expect(await server2.run(shared.name)).toBe('done');
		await server2.stop();
	});

	test('stopping tells the job to leave off, waits until it has, and plans nothing more', async () => {
		const hand = new HandTimer();
		const begun = latch();
		const held = latch();
		let left = false;
		const slow = job(async ({ signal }: JobContext) => {
			begun.open();
			await held.promise;
			left = signal.aborted;
		});
		const runner = new Runner(ground(), [() => slow], hand.timer);
		void runner.run(slow.name);
		await begun.promise;
		let stopped = false;
		const stopping = runner.stop().then(() => (stopped = true));
		await new Promise((resolve) => setImmediate(resolve));
		expect(stopped).toBe(false);
		held.open();
		await stopping;
		expect([left, hand.pauses]).toEqual([true, []]);
	});

	test('a run that lost its lease to another server is told to leave off', async () => {
		const hand = new HandTimer();
		const begun = latch();
		const aborted = latch();
		const slow = job(async ({ signal }: JobContext) => {
			begun.open();
			signal.addEventListener('abort', aborted.open);
			await aborted.promise;
		});
		const sleeper = new Runner(ground(), [() => slow], hand.timer);
		const run = sleeper.run(slow.name);
		await begun.promise;
		now += 10 * minute;
		const other = new Runner(ground(), [() => ({ ...slow, run: async () => undefined })]);
		expect(await other.run(slow.name)).toBe('done');
		// a third of the lease, which is three times the pause
		hand.ring(minute);
		await aborted.promise;
		await run;
		await Promise.all([sleeper.stop(), other.stop()]);
	});

	test('two jobs of one name are a mistake, and so is the name of none', async () => {
		const twice = job(async () => undefined);
		expect(() => new Runner(ground(), [() => twice, () => twice])).toThrow('same name');
		expect(() => new Runner(ground(), []).run('none')).toThrow('no job none');
	});
});
