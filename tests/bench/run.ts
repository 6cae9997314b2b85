/** `npm run bench`: the figures of DESIGN § 10, each beside the naive way, in one run. Writes bench-results/*.json. */
import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { build } from 'esbuild';
import { mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/test/browser.mjs';
import { measureApp } from './app.ts';
import { BenchCouch, messagesAbout, pagesOf } from './couch.ts';
import { run as searchBench } from './search/searchBench.ts';
import { madeUpContacts } from './search/madeUpContacts.ts';
import { startBenchServer, startFront, type BenchServer } from './servers.ts';
import { median, quantile, rounded } from './statistics.ts';

/** Contacts, and messages beside them, of each size that is measured (DESIGN § 10). */
const SIZES = [
	{ contacts: 5_000, facts: 2_000, runs: 3 },
	{ contacts: 50_000, facts: 20_000, runs: 1 }
];
const SAVES = 200;

type Bench = Record<string, (argument?: number) => Promise<unknown>>;

async function pageScript(): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: ['tests/bench/page/measure.ts'],
		bundle: true,
		write: false,
		format: 'esm',
		define: { global: 'globalThis' },
		logLevel: 'error'
	});
	return outputFiles[0]?.text ?? '';
}

async function fill(server: BenchServer, size: (typeof SIZES)[number]): Promise<void> {
	const couch = new BenchCouch(server.couchdbUrl, server.prefix);
	const contacts = madeUpContacts(size.contacts);
	const facts = messagesAbout(contacts, size.facts, Date.now());
	await couch.write('directory', pagesOf(contacts), true);
	await couch.write('messages', facts, false);
	await couch.create('naive-contacts');
	await couch.create('naive-facts');
	await couch.write(
		'naive-contacts',
		contacts.map((contact) => ({ _id: contact.id, ...contact })),
		true
	);
	await couch.write('naive-facts', facts, false);
}

/** Calls one of the page's measurements in a browser with nothing stored, or in the given one. */
async function inPage(
	context: BrowserContext,
	url: string,
	name: string,
	argument?: number
): Promise<unknown> {
	const page = await context.newPage();
	await page.goto(url);
	await page.waitForFunction(() => 'bench' in window);
	const result = await page.evaluate(
		([called, given]) => (window as unknown as { bench: Bench }).bench[called as string]?.(given as number),
		[name, argument]
	);
	await page.close();
	return result;
}

async function firstSync(browser: Browser, front: string, server: BenchServer, runs: number) {
	const figures = {
		ours: [] as number[],
		naive: [] as number[],
		raw: [] as number[],
		startNaive: [] as number[]
	};
	for (let i = 0; i < runs; i += 1) {
		const context = await browser.newContext();
		await context.addCookies([{ ...server.cookie, url: front }]);
		figures.raw.push(Number(await inPage(context, front, 'firstSyncRaw')));
		figures.ours.push(Number(await inPage(context, front, 'firstSyncOurs')));
		figures.naive.push(Number(await inPage(context, front, 'firstSyncNaive')));
		figures.startNaive.push(Number(await inPage(context, front, 'startNaive')));
		await context.close();
	}
	const [ours, naive, raw] = [median(figures.ours), median(figures.naive), median(figures.raw)];
	return {
		oursMs: rounded(ours),
		naiveMs: rounded(naive),
		rawMs: rounded(raw),
		naiveOverOurs: rounded(naive / ours),
		oursOverRaw: rounded(ours / raw),
		startNaiveMs: rounded(median(figures.startNaive))
	};
}

async function saves(browser: Browser, front: string, server: BenchServer) {
	const context = await browser.newContext();
	await context.addCookies([{ ...server.cookie, url: front }]);
	const { ours, raw } = (await inPage(context, front, 'saves', SAVES)) as { ours: number[]; raw: number[] };
	await context.close();
	const [p95, rawP95] = [quantile(ours, 0.95), quantile(raw, 0.95)];
	return {
		p50Ms: rounded(median(ours)),
		p95Ms: rounded(p95),
		rawP50Ms: rounded(median(raw)),
		rawP95Ms: rounded(rawP95),
		allowedMs: rounded(1.5 * rawP95 + 5)
	};
}

const executablePath = await ensureBrowser();
const browser = await chromium.launch({ executablePath, args: BROWSER_FLAGS });
const script = await pageScript();
const results: Record<string, unknown> = {
	when: new Date().toISOString(),
	machine: `${os.cpus().length} × ${os.cpus()[0]?.model}, Node ${process.versions.node}`,
	browser: browser.version(),
	couchdb: process.env.COUCHDB_URL ? 'COUCHDB_URL' : 'embedded'
};
for (const size of SIZES) {
	const server = await startBenchServer();
	try {
		await fill(server, size);
		const front = await startFront(script, server);
		results[`contacts ${size.contacts}, facts ${size.facts}`] = {
			firstSync: await firstSync(browser, front.url, server, size.runs),
			save: await saves(browser, front.url, server),
			app: await measureApp(browser, server)
		};
		front.close();
	} finally {
		await server.stop();
	}
	console.log(JSON.stringify(results, undefined, '\t'));
}
results.search = await searchBench();
await browser.close();
await mkdir('bench-results', { recursive: true });
const file = `bench-results/${new Date().toISOString().slice(0, 16).replace(':', '')}.json`;
await writeFile(file, `${JSON.stringify(results, undefined, '\t')}\n`);
console.log(JSON.stringify(results.search, undefined, '\t'));
console.log(file);
