/**
 * `npm run bench -- load`: 200 devices over the real protocol, each writing a fact every 10 s for 2 minutes. On the embedded
 * database, and on `COUCHDB_URL` where that is set. Ends by itself, and with an error where a fact is missing anywhere.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { Agent } from 'undici';
import { startBenchServer, type BenchServer } from '../servers.ts';
import { quantile, rounded } from '../statistics.ts';
import { LoadDevice } from './device.ts';
import { pairDevices } from './pairDevices.ts';

const DEVICES = Number(process.env.LOAD_DEVICES ?? 200);
const SECONDS = Number(process.env.LOAD_SECONDS ?? 120);
/** Between two facts of a device, ms */
const EVERY = 10_000;
/** For what is on its way when the last fact was written, ms */
const AFTERWARDS = 120_000;
/** Between two ordinary requests beside the load, ms */
const PROBE = 250;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Writes on until the time is up, beginning at a moment of its own. */
async function write(device: LoadDevice, share: number, until: number, written: Map<string, number>) {
	await wait(share * EVERY);
	const sends: number[] = [];
	for (let next = performance.now(); next < until; next += EVERY) {
		await wait(next - performance.now());
		const { id, at } = await device.write(`Lasttest ${device.name}: neue Telefonnummer, bittet um Rückruf.`);
		sends.push(performance.now() - at);
		written.set(id, at);
	}
	return sends;
}

/** An ordinary request every now and then, as long as the load lasts. */
async function probe(device: LoadDevice, until: number): Promise<number[]> {
	const figures: number[] = [];
	while (performance.now() < until) {
		const begun = performance.now();
		await device.ask('GET', '/db/messages/');
		figures.push(performance.now() - begun);
		await wait(PROBE);
	}
	return figures;
}

async function measure(server: BenchServer) {
	const agent = new Agent({
		connections: null,
		pipelining: 1,
		bodyTimeout: 120_000,
		headersTimeout: 120_000
	});
	const arrivals = new Map<string, number[]>();
	const failures = new Map<string, number>();
	const listener = {
		arrived: (_device: string, id: string, ms: number) => {
			const times = arrivals.get(id) ?? [];
			times.push(ms);
			arrivals.set(id, times);
		},
		failed: (what: string) => failures.set(what, (failures.get(what) ?? 0) + 1)
	};
	const accounts = await pairDevices(server, DEVICES + 1);
	const [prober, ...devices] = accounts.map(
		(account) => new LoadDevice({ url: server.url, agent }, account, listener)
	);
	for (const device of devices) device.run();
	await wait(10_000);
	const until = performance.now() + SECONDS * 1000;
	const written = new Map<string, number>();
	const probing = prober ? probe(prober, until) : [];
	const sends = await Promise.all(devices.map((device, i) => write(device, i / DEVICES, until, written)));
	const missing = (): number =>
		[...written.keys()].reduce((sum, id) => sum + DEVICES - (arrivals.get(id)?.length ?? 0), 0);
	const patience = performance.now() + AFTERWARDS;
	while (missing() > 0 && performance.now() < patience) await wait(250);
	const ways = [...written].flatMap(([id, at]) => (arrivals.get(id) ?? []).map((ms) => Math.max(0, ms - at)));
	const probes = await probing;
	for (const device of [...devices, prober]) device?.stop();
	await agent.destroy();
	const share = (figures: readonly number[], of: number): number => rounded(quantile(figures, of));
	return {
		devices: DEVICES,
		seconds: SECONDS,
		factsWritten: written.size,
		deliveries: ways.length,
		missing: missing(),
		deviceToDeviceMs: {
			p50: share(ways, 0.5),
			p95: share(ways, 0.95),
			p99: share(ways, 0.99),
			max: share(ways, 1)
		},
		sendingMs: { p50: share(sends.flat(), 0.5), p95: share(sends.flat(), 0.95) },
		ordinaryRequestMs: { p50: share(probes, 0.5), p95: share(probes, 0.95) },
		repeatedRequests: Object.fromEntries(failures)
	};
}

const couchdb = process.env.COUCHDB_URL;
const results: Record<string, unknown> = {
	when: new Date().toISOString(),
	machine: `${os.cpus().length} × ${os.cpus()[0]?.model}, Node ${process.versions.node}`
};
let lost = 0;
for (const [name, url] of [['embedded', ''], ...(couchdb ? [['couchdb', couchdb]] : [])] as const) {
	const server = await startBenchServer({ COUCHDB_URL: url, TRUST_PROXY: '127.0.0.1' });
	try {
		const figures = await measure(server);
		lost += figures.missing;
		results[name ?? ''] = { ...figures, loadOfMachine: os.loadavg().map(rounded) };
	} finally {
		await server.stop();
	}
}
await mkdir('bench-results', { recursive: true });
const file = `bench-results/load-${new Date().toISOString().slice(0, 16).replace(':', '')}.json`;
await writeFile(file, `${JSON.stringify(results, undefined, '\t')}\n`);
console.log(JSON.stringify(results, undefined, '\t'));
console.log(file);
process.exitCode = lost === 0 ? 0 : 1;
