import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../harness.ts';
import { Caller, fillDirectory, LNU, pairedDevice, setUp, signedIn } from './caller.ts';

let server: TestServer;
let admin: Caller;
let now = Date.now();
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
	admin = await setUp(server);
	await fillDirectory(server);
});
afterAll(() => server.stop());

async function newCode(label = 'Theke'): Promise<string> {
	const answer = await admin.post('/pairings', { site: 'LNU', label });
	expect(answer.statusCode).toBe(201);
	return answer.json().code;
}

describe('pairing', () => {
	it('makes a device of the browser that types the code, in any case and with hyphens', async () => {
		const code = await newCode();
		const tablet = new Caller(server);
		const answer = await tablet.post('/pair', { code: `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}` });
		expect(answer.statusCode).toBe(201);
		const identity = answer.json();
		expect(identity).toMatchObject({ kind: 'device', label: 'Theke', site: LNU, device: identity.account });
		expect((await tablet.get('/device')).json()).toMatchObject({
			status: 'active',
			identity,
			serverTime: now
		});
	});

	it('takes a code once, of two at once as well', async () => {
		const code = await newCode();
		const answers = await Promise.all([1, 2, 3].map(() => new Caller(server).post('/pair', { code })));
		expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 404, 404]);
	});

	it('takes a code for ten minutes', async () => {
		const { code, expires } = (await admin.post('/pairings', { site: 'LNU', label: 'Büro' })).json();
		expect(expires).toBe(now + 10 * 60_000);
		now = expires + 1;
		expect((await new Caller(server).post('/pair', { code })).json()).toMatchObject({
			code: 'pairing-code-invalid'
		});
	});

	it('gives a link that holds the code where no server sees it', async () => {
		const { code, link } = (await admin.post('/pairings', { site: 'LNU', label: 'Büro' })).json();
		expect(new URL(link).hash).toBe(`#code=${code}`);
		expect(new URL(link).search).toBe('');
	});

	it.each(['WEL', 'XXX'])('pairs no device with %s: gone, or never there', async (site) => {
		const answer = await admin.post('/pairings', { site, label: 'Theke' });
		expect([answer.statusCode, answer.json()]).toEqual([400, expect.objectContaining({ field: 'site' })]);
	});

	it('lets leads make codes', async () => {
		const lead = await signedIn(server, 'lead');
		expect((await lead.post('/pairings', { site: 'LNU', label: 'Theke' })).statusCode).toBe(201);
	});
});

describe('a device', () => {
	it('that has no session is told just that', async () => {
		const answer = await new Caller(server, 'dienstbuch=made-up').get('/device');
		expect([answer.statusCode, answer.json()]).toEqual([
			401,
			expect.objectContaining({ code: 'no-session' })
		]);
	});

	it.each([
		['retire', 'retired'],
		['lost', 'lost']
	])(
		'that was ended by "%s" is told so in just this word, and can do nothing else',
		async (action, status) => {
			const device = await pairedDevice(server);
			const { account } = (await device.get('/device')).json().identity;
			expect((await admin.post(`/devices/${account}/${action}`)).statusCode).toBe(204);
			const answer = await device.get('/device');
			expect([answer.statusCode, answer.json()]).toEqual([200, { status, serverTime: now }]);
			expect((await device.get('/settings')).json()).toMatchObject({ code: 'account-ended' });
			const { devices } = (await admin.get('/devices')).json();
			expect(devices).toContainEqual(expect.objectContaining({ account, status }));
		}
	);

	it('that nobody knows cannot be ended', async () => {
		expect((await admin.post('/devices/d-unknown/retire')).statusCode).toBe(404);
	});

	it('is never the one from which it is ended', async () => {
		const { account } = (await admin.get('/device')).json().identity;
		expect((await admin.post(`/devices/${account}/retire`)).json()).toMatchObject({ code: 'not-allowed' });
		expect((await admin.get('/device')).json()).toMatchObject({ status: 'active' });
	});

	it('is ended by leads, but a person only by an administrator', async () => {
		const lead = await signedIn(server, 'lead');
		const account = async (caller: Caller) => (await caller.get('/device')).json().identity.account;
		const device = await account(await pairedDevice(server));
		const person = await account(await signedIn(server, 'office'));
		expect((await lead.post(`/devices/${device}/retire`)).statusCode).toBe(204);
		expect((await lead.post(`/devices/${person}/retire`)).statusCode).toBe(403);
		expect((await admin.post(`/devices/${person}/retire`)).statusCode).toBe(204);
	});
});
