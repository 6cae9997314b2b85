import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Agent } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGate, type Gate } from './gate.ts';
import { startTestServer, type TestServer } from './harness.ts';

const agent = new Agent();
afterAll(() => agent.destroy());

describe('the app', () => {
	let server: TestServer;
	let clientDir: string;
	const POLICY = "default-src 'self'; script-src 'self' 'sha256-abc='";
	beforeAll(async () => {
		clientDir = await mkdtemp(path.join(tmpdir(), 'dienstbuch-client-'));
		const immutable = path.join(clientDir, '_app', 'immutable');
		await mkdir(immutable, { recursive: true });
		const page = `<meta http-equiv="content-security-policy" content="${POLICY}"><h1>Dienstbuch</h1>`;
		await writeFile(path.join(clientDir, 'index.html'), page);
		await writeFile(path.join(clientDir, 'sw.js'), '// worker');
		await writeFile(path.join(immutable, 'start.abc.js'), '// script');
		server = await startTestServer({ clientDir });
	});
	afterAll(async () => {
		await server.stop();
		await rm(clientDir, { recursive: true, force: true });
	});

	const navigate = (to: string): Promise<Response> =>
		fetch(server.url + to, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });

	it.each(['/', '/kontakt/4711', '/pair'])('answers %s with the page', async (to) => {
		const answer = await navigate(to);
		expect([answer.status, await answer.text()]).toEqual([
			200,
			expect.stringContaining('<h1>Dienstbuch</h1>')
		]);
		expect(answer.headers.get('cache-control')).toBe('no-cache');
	});

	it.each(['/api/nothing', '/db/private/', '/_app/immutable/gone.js', '/missing.png'])(
		'does not answer %s with the page',
		async (to) => {
			const answer = await navigate(to);
			expect([answer.status, await answer.json()]).toMatchObject([404, { code: expect.any(String) }]);
		}
	);

	it.each(['/kontakt/4711', '/missing'])('answers %s to a program with 404', async (to) => {
		expect((await fetch(server.url + to, { headers: { accept: 'application/json' } })).status).toBe(404);
	});

	it('lets browsers keep what never changes, and nothing else', async () => {
		const cached = async (to: string) => (await fetch(server.url + to)).headers.get('cache-control');
		expect(await cached('/_app/immutable/start.abc.js')).toBe('public, max-age=31536000, immutable');
		expect(await cached('/sw.js')).toBe('no-cache');
		expect(await cached('/index.html')).toBe('no-cache');
	});

	it('has the policy of the page, and what a page cannot say of itself', async () => {
		const { headers } = await navigate('/');
		expect(headers.get('content-security-policy')).toBe(`${POLICY}; frame-ancestors 'none'`);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toBe('no-referrer');
		expect(headers.get('strict-transport-security')).toBeNull();
		expect(headers.get('x-powered-by')).toBeNull();
	});

	it.each(['/..%2f..%2fetc%2fpasswd', '/%2e%2e/package.json', '/_app/..%5c..%5cx'])(
		'keeps %s in',
		async (to) => {
			const { port } = new URL(server.url);
			const answer = await agent.request({ origin: `http://127.0.0.1:${port}`, path: to, method: 'GET' });
			await answer.body.dump();
			expect([400, 404]).toContain(answer.statusCode);
		}
	);

	it('says that it is well', async () => {
		const answer = await fetch(`${server.url}/api/health`);
		expect([answer.status, await answer.json()]).toMatchObject([
			200,
			{
				status: 'ok',
				version: server.ctx.version,
				couchdb: { embedded: expect.any(Boolean), engine: expect.any(String) }
			}
		]);
		expect(answer.headers.get('x-dienstbuch')).toBe(server.ctx.version);
	});

	it('stops though a browser holds a connection that it never used', async () => {
		const unused = connect(Number(new URL(server.url).port), '127.0.0.1');
		await once(unused, 'connect');
		await server.restart();
		unused.destroy();
		expect((await navigate('/')).status).toBe(200);
	});
});

describe('while the database is away', () => {
	let gate: Gate;
	let backing: TestServer;
	let server: TestServer;
	beforeAll(async () => {
		backing = await startTestServer();
		gate = await startGate(backing);
		gate.open = false;
		const { couchdbUrl } = gate;
		server = await startTestServer({ couchdbUrl, prefix: backing.prefix, impatient: true, quiet: true });
	});
	afterAll(async () => {
		await server.stop();
		await gate.close();
		await backing.stop();
	});

	it('the server is there, and says so', async () => {
		const [health, device] = await Promise.all([
			fetch(`${server.url}/api/health`),
			fetch(`${server.url}/api/device`)
		]);
		expect([health.status, await health.json()]).toMatchObject([503, { status: 'database away' }]);
		expect([device.status, await device.json()]).toMatchObject([503, { code: 'database-away' }]);
		expect(device.headers.get('x-dienstbuch')).toBe(server.ctx.version);
	});

	it('it waits, goes on by itself, and says so again when the database goes', async () => {
		gate.open = true;
		await server.ctx.database.ready();
		const health = async () => (await fetch(`${server.url}/api/health`)).status;
		expect(await health()).toBe(200);
		expect((await fetch(`${server.url}/api/device`)).status).toBe(401);
		gate.open = false;
		expect(await health()).toBe(503);
		const away = await fetch(`${server.url}/api/device`, { headers: { cookie: 'dienstbuch=x' } });
		expect([away.status, await away.json()]).toMatchObject([503, { code: 'database-away' }]);
		gate.open = true;
		expect(await health()).toBe(200);
	});
});
