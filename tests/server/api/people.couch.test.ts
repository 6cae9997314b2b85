import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/lib/domain/directory.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { Caller, fillDirectory, pairedDevice, PASSWORD, setUp, signedIn } from './caller.ts';

let server: TestServer;
let admin: Caller;
let device: Caller;
let now = Date.now();
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
	admin = await setUp(server);
	await fillDirectory(server);
	device = await pairedDevice(server);
	await server.ctx.accounts.setPins([
		{ staff: '100', pin: '4711', mustChange: true },
		{ staff: '101', pin: '0815', mustChange: false },
		{ staff: '102', pin: '1111', mustChange: false }
	]);
});
afterAll(() => server.stop());

describe('the PIN', () => {
	it('is right or wrong, and says the role', async () => {
		const right = await device.post('/shift/verify', { staff: '101', pin: '0815' });
		expect([right.statusCode, right.json()]).toEqual([
			200,
			{ ok: true, role: 'lead', pinNumber: 0, mustChange: false }
		]);
		const wrong = await device.post('/shift/verify', { staff: '101', pin: '9999' });
		expect([wrong.statusCode, wrong.json()]).toEqual([
			403,
			expect.objectContaining({ code: 'wrong-pin', triesLeft: expect.any(Number) })
		]);
	});

	it.each(['102', '999'])('of %s is nobody’s: who left, or never was', async (staff) => {
		const answer = await device.post('/shift/verify', { staff, pin: '1111' });
		expect([answer.statusCode, answer.json()]).toEqual([
			404,
			expect.objectContaining({ code: 'unknown-staff' })
		]);
	});

	it('is no text', async () => {
		expect((await device.post('/shift/verify', { staff: '100', pin: '47x1' })).json()).toMatchObject({
			field: 'pin'
		});
	});

	it('that was imported confirms nobody before it is changed for another one', async () => {
		const first = await device.post('/shift/verify', { staff: '100', pin: '4711' });
		expect([first.statusCode, first.json()]).toMatchObject([403, { code: 'pin-change-needed' }]);
		const same = await device.post('/shift/change-pin', { staff: '100', pin: '4711', newPin: '4711' });
		expect(same.json()).toMatchObject({ code: 'bad-request', field: 'newPin' });
		const wrong = await device.post('/shift/change-pin', { staff: '100', pin: '0000', newPin: '5555' });
		expect(wrong.json()).toMatchObject({ code: 'wrong-pin' });
		const changed = await device.post('/shift/change-pin', { staff: '100', pin: '4711', newPin: '5555' });
		expect(changed.statusCode).toBe(204);
		expect((await device.post('/shift/verify', { staff: '100', pin: '5555' })).json()).toMatchObject({
			ok: true,
			pinNumber: 1
		});
	});

	it('locks that person on that device after five wrong ones, whatever the way they were tried', async () => {
		const victim = await pairedDevice(server);
		for (let count = 0; count < 5; count += 1) {
			const path = count % 2 ? '/shift/verify' : '/shift/change-pin';
			await victim.post(path, { staff: '101', pin: '9999', newPin: '8888' });
		}
		const locked = await victim.post('/shift/verify', { staff: '101', pin: '0815' });
		expect([locked.statusCode, locked.json()]).toEqual([
			423,
			expect.objectContaining({ code: 'locked', lockedUntil: expect.any(Number) })
		]);
		expect((await victim.post('/shift/verify', { staff: '100', pin: '5555' })).statusCode).toBe(200);
		expect((await device.post('/shift/verify', { staff: '101', pin: '0815' })).statusCode).toBe(200);
		now = locked.json().lockedUntil + 1;
		expect((await victim.post('/shift/verify', { staff: '101', pin: '0815' })).statusCode).toBe(200);
	});

	it('is tried 30 times a minute by a device at most', async () => {
		const machine = await pairedDevice(server);
		const answers = [];
		for (let count = 0; count <= 30; count += 1) {
			answers.push((await machine.post('/shift/verify', { staff: String(count), pin: '0000' })).statusCode);
		}
		expect([answers.indexOf(429), answers.length]).toEqual([30, 31]);
	});
});

describe('people', () => {
	it('are listed with what they can do, and no hash', async () => {
		const answer = await admin.get('/people');
		expect(answer.json().people).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ id: 'admin', username: 'anna', hasPin: false }),
				expect.objectContaining({ id: '100', hasPin: true, last: 'Huber' })
			])
		);
		expect(answer.body).not.toMatch(/argon2|hash/i);
	});

	it('get a temporary PIN, to be changed', async () => {
		const { pin } = (await admin.post('/people/100/pin')).json();
		expect(pin).toMatch(/^\d{4}$/);
		expect((await device.post('/shift/verify', { staff: '100', pin })).json()).toMatchObject({
			code: 'pin-change-needed'
		});
	});

	it('get none from a lead unless they are staff: with it the lead could act as somebody with more rights', async () => {
		const lead = await signedIn(server, 'lead');
		expect((await lead.post('/people/100/pin')).statusCode).toBe(200);
		expect((await lead.post('/people/101/pin')).statusCode).toBe(403);
		expect((await lead.post('/people/admin/pin')).statusCode).toBe(403);
	});

	it('get an account of their own, with the role and site that they have', async () => {
		const made = await admin.post('/people/101/account', { username: 'lio', password: PASSWORD });
		expect([made.statusCode, made.json()]).toEqual([201, { username: 'lio' }]);
		const identity = (
			await new Caller(server).post('/sign-in', { username: 'lio', password: PASSWORD })
		).json();
		expect(identity).toMatchObject({
			role: 'lead',
			site: { id: 'LNU' },
			staff: { id: '101', name: 'Spinner, Lio' }
		});
		const again = await admin.post('/people/100/account', { username: 'LIO', password: PASSWORD });
		expect(again.json()).toMatchObject({ code: 'username-taken' });
		expect(
			(await admin.post('/people/102/account', { username: 'mio', password: PASSWORD })).statusCode
		).toBe(404);
	});
});

describe('settings', () => {
	it('are read by everybody and written by administrators', async () => {
		const wanted = { ...DEFAULT_SETTINGS, company: 'Fit & Froh', boardUrl: 'https://board.example.com' };
		expect((await admin.put('/settings', wanted)).json()).toEqual(wanted);
		expect((await device.get('/settings')).json()).toEqual(wanted);
		expect(await server.ctx.directory.readDoc('settings')).toEqual(wanted);
	});

	it('that make no sense change nothing', async () => {
		const answer = await admin.put('/settings', { ...DEFAULT_SETTINGS, boardUrl: 'javascript:alert(1)' });
		expect([answer.statusCode, answer.json()]).toEqual([400, expect.objectContaining({ field: 'boardUrl' })]);
		expect((await admin.get('/settings')).json()).toMatchObject({ boardUrl: 'https://board.example.com' });
	});

	it('of two administrators at once are both written, one after the other', async () => {
		const answers = await Promise.all(
			['A', 'B', 'C'].map((company) => admin.put('/settings', { ...DEFAULT_SETTINGS, company }))
		);
		expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
	});
});
