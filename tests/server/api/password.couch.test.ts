import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../harness.ts';
import { Caller, fillDirectory, pairedDevice, PASSWORD, setUp } from './caller.ts';

const NEW = 'zwölf Kugeln Eis';

let server: TestServer;
let admin: Caller;
let now = Date.now();
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
	admin = await setUp(server);
	await fillDirectory(server);
	await admin.post('/people/100/account', { username: 'sabine', password: PASSWORD });
});
afterAll(() => server.stop());

async function signIn(password: string, more: object = {}): Promise<{ browser: Caller; code: unknown }> {
	// limits are for each minute
	now += 61_000;
	const browser = new Caller(server);
	const answer = await browser.post('/sign-in', { username: 'sabine', password, ...more });
	return { browser, code: answer.statusCode === 200 ? 200 : answer.json().code };
}

async function isSignedIn(browser: Caller): Promise<boolean> {
	return (await browser.get('/device')).statusCode === 200;
}

describe('one’s own password', () => {
	it('is changed with the old one; the browser stays what it was, all others are signed out', async () => {
		const [here, there] = [(await signIn(PASSWORD)).browser, (await signIn(PASSWORD)).browser];
		const { device } = (await here.get('/device')).json().identity;
		const wrong = await here.post('/password', { password: 'falsch', newPassword: NEW });
		expect(wrong.json()).toMatchObject({ code: 'wrong-credentials' });
		now += 1;
		expect((await here.post('/password', { password: PASSWORD, newPassword: NEW })).statusCode).toBe(204);
		expect((await here.get('/device')).json().identity).toMatchObject({ device });
		expect(await isSignedIn(there)).toBe(false);
		expect((await signIn(PASSWORD)).code).toBe('wrong-credentials');
		expect((await signIn(NEW)).code).toBe(200);
	});

	it.each([
		['kurz', 'newPassword'],
		[NEW, 'newPassword'],
		['Passwort2026', 'newPassword'],
		['sabine-huber', 'newPassword']
	])('is not %s', async (newPassword, field) => {
		const { browser } = await signIn(NEW);
		const answer = await browser.post('/password', { password: NEW, newPassword });
		expect([answer.statusCode, answer.json()]).toEqual([400, expect.objectContaining({ field })]);
	});

	it('locks whoever guesses at it in a browser that was left open', async () => {
		const { browser } = await signIn(NEW);
		for (let n = 1; n <= 5; n += 1)
			await browser.post('/password', { password: 'falsch', newPassword: PASSWORD });
		const answer = await browser.post('/password', { password: NEW, newPassword: PASSWORD });
		expect(answer.json()).toMatchObject({ code: 'too-many-tries' });
	});

	it('is no matter of a shared device', async () => {
		const device = await pairedDevice(server);
		expect((await device.post('/password', { password: 'x', newPassword: NEW })).statusCode).toBe(403);
	});
});

describe('an administrator', () => {
	it('gives a temporary password, good for choosing one and for nothing else', async () => {
		const { browser: before } = await signIn(NEW);
		now += 1;
		const { password } = (await admin.post('/people/100/password')).json();
		expect(password).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/);
		expect(await isSignedIn(before)).toBe(false);
		expect((await signIn(NEW)).code).toBe('wrong-credentials');
		const refused = await signIn(password);
		expect(refused.code).toBe('password-change-needed');
		expect(await isSignedIn(refused.browser)).toBe(false);
		expect((await signIn(password, { newPassword: 'Passwort2026' })).code).toBe('bad-request');
		expect((await signIn(password, { newPassword: PASSWORD })).code).toBe(200);
		expect((await signIn(password)).code).toBe('wrong-credentials');
		expect((await signIn(PASSWORD)).code).toBe(200);
	});

	it('gives it for seven days', async () => {
		const { password } = (await admin.post('/people/100/password')).json();
		now += 7 * 24 * 3_600_000;
		expect((await signIn(password, { newPassword: NEW })).code).toBe('wrong-credentials');
		const second = (await admin.post('/people/100/password')).json();
		expect((await signIn(second.password, { newPassword: NEW })).code).toBe(200);
	});

	it('signs a person out everywhere, who may sign in again', async () => {
		const browsers = [(await signIn(NEW)).browser, (await signIn(NEW)).browser];
		now += 1;
		expect((await admin.post('/people/100/sign-out')).statusCode).toBe(204);
		for (const browser of browsers) expect(await isSignedIn(browser)).toBe(false);
		expect((await signIn(NEW)).code).toBe(200);
	});

	it('finds nobody without an account', async () => {
		for (const path of ['/people/101/password', '/people/101/sign-out'])
			expect((await admin.post(path)).json()).toMatchObject({ code: 'unknown-account' });
	});

	it('makes no account with a password that everybody guesses', async () => {
		const answer = await admin.post('/people/101/account', { username: 'lio', password: 'Passwort2026' });
		expect(answer.json()).toMatchObject({ code: 'bad-request', field: 'password', reason: 'common' });
	});
});

it('half a character in a name or a password is none, and no fault of the server', async () => {
	for (const [field, value] of Object.entries({ username: '\ud800', password: 'geheim\udfff' })) {
		const answer = await new Caller(server).post('/sign-in', {
			username: 'sabine',
			password: 'x',
			[field]: value
		});
		expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'bad-request', field }]);
	}
});
