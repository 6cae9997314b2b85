import { afterAll, beforeAll, expect, it } from 'vitest';
import { messageOf } from '../facts.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { Caller, LNU, setUp } from './caller.ts';

let now = Date.now();
let server: TestServer;
let admin: Caller;
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
	admin = await setUp(server);
});
afterAll(() => server.stop());

it('a retired device may be reported lost', async () => {
	const { identity, cookie } = await server.device(LNU);
	for (const how of ['retire', 'lost'])
		expect((await admin.post(`/devices/${identity.account}/${how}`)).statusCode).toBe(204);
	expect((await new Caller(server, cookie).get('/device')).json()).toMatchObject({ status: 'lost' });
});

it('a retired device is as good as lost two weeks later: what it still has it is told to seal', async () => {
	const { identity, cookie } = await server.device(LNU);
	await admin.post(`/devices/${identity.account}/retire`);
	const tablet = new Caller(server, cookie);
	const written = now;
	now += 14 * 24 * 3_600_000;
	expect((await tablet.get('/device')).json()).toMatchObject({ status: 'retired' });
	expect((await tablet.push(messageOf(identity, 'rechtzeitig', written))).json()).toEqual([]);
	now += 6000;
	expect((await tablet.get('/device')).json()).toMatchObject({
		status: 'lost',
		rescueKey: expect.any(String)
	});
	expect((await tablet.push(messageOf(identity, 'zu spät', written))).statusCode).toBe(403);
	expect((await tablet.post('/arrived', { facts: [] })).statusCode).toBe(403);
});
