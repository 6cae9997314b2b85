/**
 * `npm run bench -- feeds`: how fast ordinary requests are answered while 400 live feeds wait, beside the same requests while none does. On the embedded
 * database, and on `COUCHDB_URL` where that is set.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { Agent, type Dispatcher } from 'undici';
import { startBenchServer, type BenchServer } from '../servers.ts';
import { quantile, rounded } from '../statistics.ts';
import { pairDevices } from './pairDevices.ts';

const FEEDS = 400;
/** As a device has: of the directory, and of the messages. */
const FEEDS_EACH = 2;
const ROUNDS = 200;
/** Between two rounds, ms: people do not ask without end */
const PAUSE = 50;

const FEED = 'style=main_only&feed=longpoll&heartbeat=15000&limit=1000&since=now';
/** What a device asks beside its feeds. */
const ORDINARY = [
	'/db/messages/',
	'/api/device',
	'/db/messages/_changes?style=main_only&limit=100',
	'/api/health'
];

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function ask(server: BenchServer, agent: Agent, cookie: string, path: string): Promise<number> {
	const begun = performance.now();
	const answer = await agent.request({ origin: server.url, path, method: 'GET', headers: { cookie } });
	await answer.body.dump();
	if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`);
	return performance.now() - begun;
}

async function rounds(server: BenchServer, agent: Agent, cookie: string) {
	const figures: number[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		for (const path of ORDINARY) figures.push(await ask(server, agent, cookie, path));
		await wait(PAUSE);
	}
	const share = (of: number): number => rounded(quantile(figures, of));
	return { requests: figures.length, p50Ms: share(0.5), p95Ms: share(0.95), maxMs: share(1) };
}

async function measure(server: BenchServer) {
	const agent = new Agent({
		connections: null,
		pipelining: 1,
		bodyTimeout: 120_000,
		headersTimeout: 120_000
	});
	const [asking, ...devices] = await pairDevices(server, FEEDS / FEEDS_EACH + 1);
	const cookie = asking?.cookie ?? '';
	const withoutFeeds = await rounds(server, agent, cookie);
	const open: Promise<Dispatcher.ResponseData>[] = devices.flatMap((device) =>
		['directory', 'messages'].map((database) =>
			agent.request({
				origin: server.url,
				path: `/db/${database}/_changes?${FEED}`,
				method: 'GET',
				headers: { cookie: device.cookie }
			})
		)
	);
	const feeds = await Promise.all(open);
	const ended = feeds.filter(({ statusCode }) => statusCode !== 200).length;
	let over = 0;
	for (const { body } of feeds) body.on('error', () => undefined).on('end', () => (over += 1));
	const withFeeds = await rounds(server, agent, cookie);
	const result = { feeds: feeds.length, endedMeanwhile: ended + over, withoutFeeds, withFeeds };
	await agent.destroy();
	return result;
}

const couchdb = process.env.COUCHDB_URL;
const results: Record<string, unknown> = {
	when: new Date().toISOString(),
	machine: `${os.cpus().length} × ${os.cpus()[0]?.model}, Node ${process.versions.node}`
};
for (const [name, url] of [['embedded', ''], ...(couchdb ? [['couchdb', couchdb]] : [])] as const) {
	const server = await startBenchServer({ COUCHDB_URL: url, TRUST_PROXY: '127.0.0.1' });
	try {
		results[name ?? ''] = { ...(await measure(server)), loadOfMachine: os.loadavg().map(rounded) };
	} finally {
		await server.stop();
	}
}
await mkdir('bench-results', { recursive: true });
const file = `bench-results/feeds-${new Date().toISOString().slice(0, 16).replace(':', '')}.json`;
await writeFile(file, `${JSON.stringify(results, undefined, '\t')}\n`);
console.log(JSON.stringify(results, undefined, '\t'));
console.log(file);
