import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SESSION_COOKIE } from '../../server/session.ts';
import { PASSWORD, setUp } from './api/caller.ts';
import { startTestServer, type TestServer } from './harness.ts';

it.each([
	['https://dienstbuch.example.at', true],
	['http://dienstbuch.example.at', false],
	[undefined, false]
])('with %s as the address of browsers the cookie is for TLS alone: %s', async (publicUrl, secure) => {
	const server = await startTestServer({ settings: { publicUrl } });
	await setUp(server);
	// the proxy in front is not named in TRUST_PROXY: what it says is not believed
	const answer = await server.app.inject({
		method: 'POST',
		url: '/api/sign-in',
		payload: { username: 'anna', password: PASSWORD },
		headers: { 'x-forwarded-proto': 'https' }
	});
	expect(answer.statusCode).toBe(200);
	const [cookie] = answer.cookies;
	expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
	expect(cookie?.secure === true).toBe(secure);
	await server.stop();
});

describe('cookies that no session is known for', () => {
	let now = Date.parse('2026-11-24T08:00:00Z');
	let server: TestServer;
	beforeAll(async () => {
		server = await startTestServer({ clock: () => now });
	});
	afterAll(() => server.stop());

	const ask = async (cookie: string, remoteAddress = '192.0.2.1') =>
		(await server.app.inject({ url: '/api/device', headers: { cookie }, remoteAddress })).statusCode;
	let made = 0;
	/** As many requests, each with a cookie that was made up. @returns how many were looked up in the database */
	async function strangers(times: number, from?: string): Promise<number> {
		const looked = vi.spyOn(server.ctx.accounts, 'sessionOfToken').mockResolvedValue(undefined);
		for (let count = 0; count < times; count += 1) {
			// a loop without a breath would let connections to the database go stale
			if (count % 20 === 0) await new Promise((resolve) => setTimeout(resolve));
			expect([401, 429]).toContain(await ask(`${SESSION_COOKIE}=made-up-${(made += 1)}`, from));
		}
		const lookups = looked.mock.calls.length;
		looked.mockRestore();
		return lookups;
	}

	it('are looked up 2000 times for an address, then 20 times a second; sessions behind that address go on', async () => {
		const device = await server.device();
		expect(await strangers(2100)).toBe(2000);
		// though it has to be looked up anew
		now += 6000;
		expect(await strangers(200)).toBe(120);
		expect(await ask(device.cookie)).toBe(200);
		expect(await strangers(10, '192.0.2.2')).toBe(10);
		expect(await strangers(1)).toBe(0);
	});

	it('and those of sessions that have ended', async () => {
		const { accounts } = server.ctx;
		const { cookie, identity } = await server.device();
		expect(await ask(cookie)).toBe(200);
		const token = cookie.slice(SESSION_COOKIE.length + 1);
		expect(accounts.isStrangeToken(token)).toBe(false);
		now += 1;
		await accounts.endSessions(identity.account);
		expect(accounts.isStrangeToken(token)).toBe(false);
		expect(await ask(cookie)).toBe(401);
		expect(accounts.isStrangeToken(token)).toBe(true);
	});

	it('are no matter to a server that has just started: a whole chain is looked up', async () => {
		const own = await startTestServer({ clock: () => now });
		const looked = vi.spyOn(own.ctx.accounts, 'sessionOfToken').mockImplementation(async () => {
			await new Promise((resolve) => setTimeout(resolve, 100));
			return undefined;
		});
		const answers = await Promise.all(
			Array.from({ length: 800 }, (_, count) =>
				own.app.inject({ url: '/api/device', headers: { cookie: `${SESSION_COOKIE}=chain-${count}` } })
			)
		);
		expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([401]));
		expect(looked).toHaveBeenCalledTimes(800);
		await own.stop();
	});
});
