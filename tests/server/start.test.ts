/** The process of the server, built for this test: what stops a start must end the process, and leave the data folder to the next. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { bundleValidators } from '../../server/couchdb/validate/bundle.ts';
import { projectRoot } from '../../server/project.ts';

// whole processes, one after the other
vi.setConfig({ testTimeout: 120_000 });

let root: string;
let dataDir: string;
const running: ChildProcess[] = [];
beforeAll(async () => {
	await mkdir(path.join(projectRoot, 'build'), { recursive: true });
	// a place of its own below the packages: what was built before may be of other sources
	root = await mkdtemp(path.join(projectRoot, 'build', 'start-test-'));
	dataDir = await mkdtemp(path.join(tmpdir(), 'dienstbuch-start-'));
	const out = path.join(root, 'build', 'server');
	await cp(path.join(projectRoot, 'package.json'), path.join(root, 'package.json'));
	await build({
		entryPoints: [path.join(projectRoot, 'server', 'main.ts')],
		outdir: out,
		bundle: true,
		splitting: true,
		packages: 'external',
		platform: 'node',
		format: 'esm',
		target: 'node20'
	});
	await bundleValidators(path.join(out, 'validators'));
});
afterEach(() => {
	for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(async () => {
	await rm(root, { recursive: true, force: true });
	await rm(dataDir, { recursive: true, force: true });
});

function start(settings: Record<string, string>) {
	const env = {
		...process.env,
		COUCHDB_URL: '',
		PORT: '0',
		DATA_DIR: dataDir,
		LOG_LEVEL: 'error',
		...settings
	};
	const child = spawn(process.execPath, ['build/server/main.js'], {
		cwd: root,
		env,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	running.push(child);
	return child;
}

/** How a process ends that cannot start; one that runs on has the test fail by its patience. */
async function endOf(settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
	const child = start(settings);
	const [said, [code]] = await Promise.all([
		text(child.stderr),
		once(child, 'exit') as Promise<[number | null]>
	]);
	return { code, said };
}

/** Starts on the same data folder, and stops again in order. */
async function startsWell(): Promise<void> {
	const child = start({});
	const ended = once(child, 'exit') as Promise<[number | null]>;
	let address: string | undefined;
	for await (const line of createInterface({ input: child.stdout })) {
		if (line.startsWith('Dienstbuch: ')) address = line;
		// the last that it says: the database is there
		if (line.startsWith('Setup: ')) break;
	}
	expect(address).toBeDefined();
	expect(existsSync(path.join(dataDir, 'embedded.json'))).toBe(true);
	child.kill('SIGTERM');
	expect((await ended)[0]).toBe(0);
}

async function somethingListens(): Promise<{ port: number; close(): void }> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

it('a certificate that cannot be read ends the process with a sentence, and the next start works', async () => {
	const { code, said } = await endOf({ TLS_CERT: '/nowhere/cert.pem', TLS_KEY: '/nowhere/key.pem' });
	expect([code, said]).toEqual([1, 'TLS_CERT: cannot be read (ENOENT)\n']);
	await startsWell();
});

it('a certificate that is none ends it too', async () => {
	const file = path.join(root, 'none.pem');
	await writeFile(file, 'nothing');
	const { code, said } = await endOf({ TLS_CERT: file, TLS_KEY: file });
	expect([code, said]).toEqual([1, expect.stringMatching(/^TLS_CERT, TLS_KEY: no certificate with its key/)]);
});

it('what fails once the embedded database runs stops that as well', async () => {
	const other = await somethingListens();
	const taken = await endOf({ PORT: String(other.port) });
	other.close();
	expect([taken.code, taken.said]).toEqual([1, expect.stringContaining('EADDRINUSE')]);
	expect(existsSync(path.join(dataDir, 'embedded.json'))).toBe(false);
	// found out by the app, when the database runs and nothing listens yet
	expect((await endOf({ TRUST_PROXY: 'nonsense' })).code).toBe(1);
	expect(existsSync(path.join(dataDir, 'embedded.json'))).toBe(false);
	// the database itself: by what stands in the way of its file
	await mkdir(path.join(dataDir, 'embedded.json'));
	expect((await endOf({})).code).toBe(1);
	await rm(path.join(dataDir, 'embedded.json'), { recursive: true });
	await startsWell();
});
