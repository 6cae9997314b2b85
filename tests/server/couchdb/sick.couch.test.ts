/** A CouchDB that is there and not well: slow, full, restarting, or with something in between that answers in its place. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readGeneration } from '../../../server/couchdb/generation.ts';
import { pictureId } from '../../../src/lib/domain/pictures.ts';
import { batch, messageOf, pushed } from '../facts.ts';
import { startGate, type Gate, type Sickness } from '../gate.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';
import { jpeg } from '../pictures/pictureBytes.ts';

const json = 'application/json';
const error = (status: number, name: string, reason: string): Sickness => ({
	status,
	type: json,
	body: JSON.stringify({ error: name, reason, ref: 3_141_592 })
});

const SICK: readonly (readonly [string, Sickness])[] = [
	['a page in its place', { status: 200, type: 'text/html; charset=utf-8', body: '<h1>It works!</h1>' }],
	['a page that says it is away', { status: 502, type: 'text/html', body: '<h1>Bad Gateway</h1>' }],
	['a page that nothing is there', { status: 404, type: 'text/html', body: '<h1>Not Found</h1>' }],
	['nothing at all', { status: 200, type: json, body: '' }],
	['half of an answer', 'half'],
	['an answer whose connection is lost', 'cut'],
	['silence', 'silence'],
	['a fault of its own', error(500, 'unknown_error', 'function_clause')],
	['that it cannot at the moment', error(503, 'nodedown', 'progress not possible')],
	['that the disk is full', error(507, 'insufficient_storage', 'enospc')]
];

let now = Date.now();
let backing: TestServer;
let gate: Gate;
let server: TestServer;
let device: TestDevice;
beforeAll(async () => {
	backing = await startTestServer();
	gate = await startGate(backing);
	const { couchdbUrl } = gate;
	const clock = (): number => now;
	server = await startTestServer({ couchdbUrl, prefix: backing.prefix, clock, quiet: true, patience: 400 });
	device = await server.device();
});
beforeEach(() => {
	// a session is believed for a while without a look
	now += 60_000;
});
afterEach(() => {
	gate.sickness = () => undefined;
});
afterAll(async () => {
	await server.stop();
	await gate.close();
	await backing.stop();
});

async function said(answer: Response): Promise<unknown> {
	return [answer.status, ((await answer.json()) as { code?: string; status?: string }).code];
}

describe.each(SICK)('a CouchDB that answers with %s', (_what, sickness) => {
	it('is said to be away, signs nobody out, and is asked again', async () => {
		gate.sickness = () => sickness;
		expect(await said(await device.fetch('/api/device'))).toEqual([503, 'database-away']);
		expect(await said(await device.fetch('/db/messages/'))).toEqual([503, 'database-away']);
		expect((await fetch(`${server.url}/api/health`)).status).toBe(503);
		gate.sickness = () => undefined;
		expect((await device.fetch('/api/device')).status).toBe(200);
		expect((await device.fetch('/db/messages/')).status).toBe(200);
		expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
	});

	it('fails a job, which goes on afterwards', async () => {
		gate.sickness = () => sickness;
		await expect(server.runJob('archive')).rejects.toThrow('failed');
		gate.sickness = () => undefined;
		await server.runJob('archive');
	});

	it('does not keep a server from starting, which goes on by itself', async () => {
		gate.sickness = () => sickness;
		const { couchdbUrl } = gate;
		const { prefix } = backing;
		const generation = await readGeneration(backing.ctx.couch);
		const other = await startTestServer({ couchdbUrl, prefix, impatient: true, quiet: true, patience: 400 });
		expect((await fetch(`${other.url}/api/health`)).status).toBe(503);
		gate.sickness = () => undefined;
		await other.ctx.database.ready();
		expect((await fetch(`${other.url}/api/health`)).status).toBe(200);
		// with the data that there was, and not new ones
		expect(await readGeneration(other.ctx.couch)).toEqual(generation);
		await other.stop();
	});
});

describe.each(SICK)('writes that a CouchDB answers with %s', (_what, sickness) => {
	it('come to nothing, hold up no reading, and are taken when they come again', async () => {
		const fact = pushed(messageOf(device.identity, 'in schwerer Zeit'));
		expect((await device.fetch('/db/messages/')).status).toBe(200);
		gate.sickness = ({ url }) => (url.endsWith('messages/_bulk_docs') ? sickness : undefined);
		const answer = await device.fetch('/db/messages/_bulk_docs', { body: batch(fact) });
		// 5xx: the device keeps them, and sends them again after a pause (rules P2, P5)
		expect(answer.status).toBeGreaterThanOrEqual(500);
		expect(await answer.json()).toBeTypeOf('object');
		expect((await device.fetch('/db/messages/_changes?limit=1')).status).toBe(200);
		gate.sickness = () => undefined;
		const again = await device.fetch('/db/messages/_bulk_docs', { body: batch(fact) });
		expect([again.status, await again.json()]).toEqual([201, []]);
		expect(await backing.ctx.couch.db('messages').get(fact._id)).toMatchObject({ text: 'in schwerer Zeit' });
	});

	it('of the server itself are no fault of who asked for them', async () => {
		gate.sickness = ({ method, url }) => (method !== 'GET' && url.includes('-photos') ? sickness : undefined);
		const bytes = new Uint8Array(jpeg(1000, [0xfe, JSON.stringify(sickness)]));
		const url = `${server.url}/api/pictures/${pictureId(bytes)}?offset=0&total=${bytes.length}`;
		const headers = { cookie: device.cookie, 'content-type': 'application/octet-stream' };
		const picture = await fetch(url, { method: 'PUT', headers, body: bytes });
		expect(await said(picture)).toEqual([503, 'database-away']);
		gate.sickness = () => undefined;
		expect((await fetch(url, { method: 'PUT', headers, body: bytes })).status).toBe(200);
	});
});
