import { expect, it } from 'vitest';
import { PASSWORD, setUp } from './api/caller.ts';
import { startTestServer } from './harness.ts';

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
