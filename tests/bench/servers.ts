import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { urlOf, type Hand } from '../../server/couchdb/embedded/handFile.ts';

/** The real server in a process of its own, with databases of its own. */
export interface BenchServer {
	readonly url: string;
	readonly couchdbUrl: string;
	readonly prefix: string;
	/** Cookie of the first administrator */
	readonly cookie: { name: string; value: string };
	stop(): Promise<void>;
}

function line(child: ChildProcess, start: string): Promise<string> {
	return new Promise((resolve, reject) => {
		let text = '';
		child.stdout?.on('data', (chunk: Buffer) => {
			text += String(chunk);
			const found = text.split('\n').find((one) => one.startsWith(start));
			if (found !== undefined) resolve(found.slice(start.length).trim());
		});
		child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
	});
}

/**
 * Starts the built server on a new folder and makes the first administrator.
 * @param settings variables other than this process has
 */
export async function startBenchServer(settings: NodeJS.ProcessEnv = {}): Promise<BenchServer> {
	const environment = { ...process.env, ...settings };
	const dataDir = await mkdtemp(path.join(tmpdir(), 'dienstbuch-bench-'));
	const prefix = `bench-${Math.random().toString(36).slice(2)}-`;
	const child = spawn(process.execPath, ['build/server/main.js'], {
		env: { ...environment, PORT: '0', DATA_DIR: dataDir, COUCHDB_PREFIX: prefix },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [url, setup] = await Promise.all([line(child, 'Dienstbuch: '), line(child, 'Setup: ')]);
	const answer = await fetch(`${url}/api/setup`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin: url },
		body: JSON.stringify({
			code: setup.split('code=')[1],
			company: 'MAGICFIT',
			name: 'Bench Admin',
			username: 'bench',
			password: 'only for measuring 1'
		})
	});
	const [name = '', value = ''] = (answer.headers.get('set-cookie') ?? '').split(';')[0]?.split('=') ?? [];
	const couchdbUrl = environment.COUCHDB_URL || (await embeddedUrl(dataDir));
	return {
		url,
		couchdbUrl,
		prefix,
		cookie: { name, value },
		async stop() {
			child.kill('SIGTERM');
			await new Promise((resolve) => child.once('exit', resolve));
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

async function embeddedUrl(dataDir: string): Promise<string> {
	const hand = JSON.parse(await readFile(path.join(dataDir, 'embedded.json'), 'utf8')) as Hand;
	return urlOf(hand);
}

/** One origin for the page under measurement: its script, the app's server, and the naive databases straight from CouchDB. */
export async function startFront(
	script: string,
	target: BenchServer
): Promise<{ url: string; close(): void }> {
	const couch = new URL(target.couchdbUrl);
	const authorization = `Basic ${Buffer.from(`${couch.username}:${couch.password}`).toString('base64')}`;
	const front: Server = createServer((incoming, outgoing) => {
		const asked = incoming.url ?? '/';
		if (asked === '/') return void outgoing.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
		if (asked === '/bench.js')
			return void outgoing.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
		const naive = /^\/naive\/(.*)$/.exec(asked)?.[1];
		const to =
			naive === undefined
				? { url: target.url + asked, headers: { ...incoming.headers, host: new URL(target.url).host } }
				: {
						url: `${couch.origin}/${target.prefix}naive-${naive}`,
						headers: { ...incoming.headers, authorization }
					};
		pass(incoming, to, outgoing);
	});
	await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
	const { port } = front.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		close() {
			front.close();
			front.closeAllConnections();
		}
	};
}

const PAGE = '<!doctype html><title>Benchmark</title><script type="module" src="/bench.js"></script>';

function pass(
	incoming: IncomingMessage,
	to: { url: string; headers: NodeJS.Dict<string | string[]> },
	outgoing: ServerResponse
): void {
	const { origin: _, ...headers } = to.headers;
	const upstream = request(to.url, { method: incoming.method, headers }, (answer) => {
		outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(outgoing);
	});
	upstream.on('error', () => outgoing.destroy());
	outgoing.on('close', () => upstream.destroy());
	incoming.pipe(upstream);
}
