import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeDirectory } from '../../../server/directory/changeDirectory.ts';
import { messageOf } from '../facts.ts';
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
			const rescueKey = expect.stringMatching(/^[\w+/]{87}=$/);
			expect([answer.statusCode, answer.json()]).toEqual([200, { status, serverTime: now, rescueKey }]);
			expect((await device.get('/settings')).json()).toMatchObject({ code: 'account-ended' });
			const { devices } = (await admin.get('/devices')).json();
			expect(devices).toContainEqual(expect.objectContaining({ account, status }));
		}
	);

	it('is told how long it may be silent, and the oldest app that may connect: as the settings have it', async () => {
		const device = await pairedDevice(server);
		expect((await device.get('/device')).json()).toMatchObject({ lockAfterDays: 14, oldestApp: '0.1.0' });
		const wanted = { lockAfterDays: 3, oldestApp: '0.0.9' };
		await admin.put('/settings', wanted);
		// what this server takes itself is newer than what was asked for
		expect((await device.get('/device')).json()).toMatchObject({ lockAfterDays: 3, oldestApp: '0.1.0' });
	});

	it('is never shut out with the very app that the server serves', async () => {
		const device = await pairedDevice(server);
		await admin.put('/settings', { oldestApp: '99.0.0' });
		expect((await device.get('/device')).json().oldestApp).toBe(server.ctx.version);
		await admin.put('/settings', { oldestApp: '' });
	});

	it('that nobody knows cannot be ended', async () => {
		expect((await admin.post('/devices/d-unknown/retire')).statusCode).toBe(404);
	});

	it('is never the one from which it is ended', async () => {
		const { account } = (await admin.get('/device')).json().identity;
		expect((await admin.post(`/devices/${account}/retire`)).json()).toMatchObject({ code: 'not-allowed' });
		expect((await admin.get('/device')).json()).toMatchObject({ status: 'active' });
	});

	it('is ended by leads of its site, but a person only by an administrator', async () => {
		const lead = await signedIn(server, 'lead');
		const { identity } = (await lead.get('/device')).json();
		const account = async (caller: Caller) => (await caller.get('/device')).json().identity.account;
		const device = await account(await pairedDevice(server));
		const elsewhere = (await server.device({ id: 'WEL', name: 'Wels' })).identity.account;
		const person = await account(await signedIn(server, 'office'));
		// who stands in no list has no sites
		expect((await lead.post(`/devices/${device}/retire`)).statusCode).toBe(403);
		const member = {
			id: identity.staff.id,
			first: 'Lio',
			last: 'Spinner',
			sites: ['LNU'],
			role: 'lead' as const
		};
		await changeDirectory(server.ctx, 'staff', (old) => ({ staff: [...(old?.staff ?? []), member] }));
		const { devices } = (await lead.get('/devices')).json();
		const endable = (name: string): boolean =>
			devices.find((one: { account: string }) => one.account === name).endable;
		expect([device, elsewhere, person, identity.account].map(endable)).toEqual([true, false, false, false]);
		for (const how of ['retire', 'lost']) {
			expect((await lead.post(`/devices/${elsewhere}/${how}`)).statusCode).toBe(403);
			expect((await lead.post(`/devices/${person}/${how}`)).statusCode).toBe(403);
			expect((await lead.post(`/devices/${device}/${how}`)).statusCode).toBe(204);
		}
		expect((await admin.post(`/devices/${elsewhere}/lost`)).statusCode).toBe(204);
		expect((await admin.post(`/devices/${person}/retire`)).statusCode).toBe(204);
	});

	it('that is lost stays lost, whatever is said of it later', async () => {
		const { identity, cookie } = await server.device(LNU);
		const { account } = identity;
		expect((await admin.post(`/devices/${account}/lost`)).statusCode).toBe(204);
		expect((await admin.post(`/devices/${account}/retire`)).json()).toMatchObject({ code: 'account-ended' });
		expect((await new Caller(server, cookie).get('/device')).json()).toMatchObject({ status: 'lost' });
		// another server may believe in its session for some seconds
		await expect(server.ctx.accounts.admit(account)).rejects.toMatchObject({ code: 'account-ended' });
		const users = server.ctx.couch.nano.use('_users');
		await expect(users.get(`org.couchdb.user:${account}`)).rejects.toMatchObject({ statusCode: 404 });
		const listed = (await admin.get('/devices')).json().devices;
		expect(listed).toContainEqual(expect.objectContaining({ account, status: 'lost', endable: false }));
	});
});

describe('a device that is paired again', () => {
	const key = (sign: string): string => sign.repeat(43);

	async function paired(tablet: Caller, body: object = {}) {
		return (await tablet.post('/pair', { code: await newCode(), ...body })).json();
	}

	async function sends(tablet: Caller, device: { device: string }): Promise<unknown> {
		const fact = messageOf(device, 'vor der Abmeldung geschrieben', now);
		return (await tablet.push(fact)).json();
	}

	it('and brings the key of its first pairing has its old account: what it had not sent is taken', async () => {
		const tablet = new Caller(server);
		const before = await paired(tablet, { key: key('a') });
		await tablet.post('/sign-out');
		const after = await paired(tablet, { key: key('a'), label: 'Büro' });
		expect(after).toMatchObject({ account: before.account, device: before.device, label: 'Büro' });
		expect(await sends(tablet, before)).toEqual([]);
	});

	it('ends what held a token of it before', async () => {
		const [tablet, copy] = [new Caller(server), new Caller(server)];
		const before = await paired(tablet, { key: key('b') });
		now += 1;
		expect(await paired(copy, { key: key('b') })).toMatchObject({ account: before.account });
		expect((await tablet.get('/device')).statusCode).toBe(401);
		expect((await copy.get('/device')).statusCode).toBe(200);
	});

	it('needs no key while its session stands', async () => {
		const tablet = new Caller(server);
		const before = await paired(tablet);
		now += 1;
		expect(await paired(tablet)).toMatchObject({ account: before.account });
	});

	it('with another key, or none, is another device, and may not write as the old one', async () => {
		const tablet = new Caller(server);
		const before = await paired(tablet, { key: key('c') });
		for (const body of [{ key: key('d') }, {}]) {
			const stranger = new Caller(server);
			expect((await paired(stranger, body)).account).not.toBe(before.account);
			expect(await sends(stranger, before)).toMatchObject([
				{ error: 'forbidden', reason: 'device: account' }
			]);
		}
	});

	it.each(['retired', 'lost'] as const)('after it was %s is another device', async (status) => {
		const tablet = new Caller(server);
		const before = await paired(tablet, { key: key('e') });
		await server.ctx.accounts.setStatus(before.account, status);
		const after = await paired(tablet, { key: key('e') });
		expect(after.account).not.toBe(before.account);
		// and is that one from then on
		now += 1;
		expect(await paired(new Caller(server), { key: key('e') })).toMatchObject({ account: after.account });
	});

	it('is not the person who had signed in there', async () => {
		const browser = await signedIn(server, 'staff');
		const { account } = (await browser.get('/device')).json().identity;
		expect((await paired(browser)).account).not.toBe(account);
	});

	it('a key is nothing without a code', async () => {
		const answer = await new Caller(server).post('/pair', { code: 'ABCDEFGH', key: key('a') });
		expect(answer.json()).toMatchObject({ code: 'pairing-code-invalid' });
	});
});
