import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countingRuns } from '../../../server/metrics/countingRuns.ts';
import { batch, forged, messageOf, pushed } from '../facts.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';

const TOKEN = 'a-token-of-the-test';

describe('metrics', () => {
	let server: TestServer;
	let device: TestDevice;
	beforeAll(async () => {
		server = await startTestServer({ settings: { metricsToken: TOKEN } });
		device = await server.device();
	});
	afterAll(() => server.stop());

	const ask = (authorization?: string): Promise<Response> =>
		fetch(`${server.url}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
	/** The value of a line, by its name and labels just as they stand there. */
	async function valueOf(line: string): Promise<number | undefined> {
		const text = await (await ask(`Bearer ${TOKEN}`)).text();
		const found = text.split('\n').find((candidate) => candidate.startsWith(`${line} `));
		return found === undefined ? undefined : Number(found.slice(line.length));
	}

	it.each([undefined, 'Bearer wrong', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`, 'Bearer '])(
		'are not told to who brings %s',
		async (authorization) => {
			const answer = await ask(authorization);
			expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'wrong-key' }]);
		}
	);

	it('do not exist where no token was set', async () => {
		const without = await startTestServer();
		expect((await fetch(`${without.url}/metrics`)).status).toBe(404);
		await without.stop();
	});

	it('are in the form that Prometheus reads, with the process and the version', async () => {
		const answer = await ask(`Bearer ${TOKEN}`);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
		expect(await answer.text()).toContain('process_resident_memory_bytes ');
		expect(await valueOf(`dienstbuch_info{version="${server.ctx.version}"}`)).toBe(1);
	});

	it('count requests by the pattern of their route, never by address', async () => {
		await device.fetch('/api/pictures/secret-of-huber');
		await device.fetch('/db/messages/');
		await device.fetch('/db/private/huber');
		await fetch(`${server.url}/huber`);
		const count = (labels: string) => valueOf(`dienstbuch_request_seconds_count{${labels}}`);
		expect(await count('method="GET",route="/api/pictures/:id",status="400"')).toBe(1);
		expect(await count('method="GET",route="/db/messages/",status="200"')).toBe(1);
		expect(await count('method="GET",route="none",status="404"')).toBeGreaterThan(0);
		expect(await (await ask(`Bearer ${TOKEN}`)).text()).not.toContain('huber');
	});

	it('count facts: those passed on, and those refused', async () => {
		const good = pushed(messageOf(device.identity, 'Neue Adresse'));
		const refused = forged({ type: 'nothing' }, Date.now());
		await device.fetch('/db/messages/_bulk_docs', { body: batch(good, refused, good) });
		expect(await valueOf('dienstbuch_facts_total{outcome="passed"}')).toBe(2);
		expect(await valueOf('dienstbuch_facts_total{outcome="refused"}')).toBe(1);
	});

	it('say how the database stands, how large it is, and which devices there are', async () => {
		expect(await valueOf('dienstbuch_database_up')).toBe(1);
		expect(await valueOf('dienstbuch_database_documents{database="private"}')).toBeGreaterThan(0);
		expect(await valueOf('dienstbuch_devices{status="active"}')).toBe(1);
	});

	it('count live feeds for as long as they wait', async () => {
		const gone = new AbortController();
		const seq = (await (await device.fetch('/db/messages/')).json()) as { update_seq: string };
		const feed = device.fetch(
			`/db/messages/_changes?feed=longpoll&heartbeat=10000&since=${encodeURIComponent(seq.update_seq)}`,
			{ signal: gone.signal }
		);
		await expect.poll(() => valueOf('dienstbuch_feeds')).toBe(1);
		gone.abort();
		await feed.then((answer) => answer.text()).catch(() => undefined);
		await expect.poll(() => valueOf('dienstbuch_feeds')).toBe(0);
	});

	it('count the runs of jobs', async () => {
		const { ctx } = server;
		const job = countingRuns(ctx.metrics, () => ({
			name: 'test',
			every: 1,
			run: ({ signal }) => (signal.aborted ? Promise.reject(new Error('failed')) : Promise.resolve())
		}))();
		await job.run({ ctx, signal: new AbortController().signal });
		await expect(job.run({ ctx, signal: AbortSignal.abort() })).rejects.toThrow('failed');
		expect(await valueOf('dienstbuch_job_runs_total{job="test",outcome="done"}')).toBe(1);
		expect(await valueOf('dienstbuch_job_runs_total{job="test",outcome="failed"}')).toBe(1);
	});
});
