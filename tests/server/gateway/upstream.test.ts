/** What of CouchDB's answers reaches browsers. */
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, expect, it } from 'vitest';
import { MockAgent } from 'undici';
import type { AccountSessions } from '../../../server/couchdb/accountSessions.ts';
import { Couch } from '../../../server/couchdb/couch.ts';
import { lookUp } from '../../../server/gateway/table.ts';
import { Upstream } from '../../../server/gateway/upstream.ts';

const ORIGIN = 'http://couch.test:5984';
const agent = new MockAgent();
agent.disableNetConnect();
const sessions = { cookieOf: async () => 'a', renewedCookieOf: async () => 'b' };
const upstream = new Upstream(
	new Couch('http://admin:secret@couch.test:5984', 'test-'),
	sessions as unknown as AccountSessions,
	agent
);
afterEach(() => agent.assertNoPendingInterceptors());
afterAll(() => agent.close());

async function asked(...answers: readonly { status: number; type: string; body: string }[]) {
	const pool = agent.get(ORIGIN);
	for (const { status, type, body } of answers)
		pool
			.intercept({ path: '/test-messages/_changes', method: 'GET' })
			.reply(status, body, { headers: { 'content-type': type, 'x-couch-request-id': '1' } });
	const request = lookUp('GET', '/db/messages/_changes');
	if (!request) throw new Error('not let through');
	return await upstream.ask('d-1', request, undefined, new AbortController().signal);
}

it('what was asked for is passed on as it comes', async () => {
	const { status, body } = await asked({ status: 200, type: 'application/json', body: '{"results":[]}' });
	expect([status, await text(body)]).toEqual([200, '{"results":[]}']);
});

it.each([
	[400, 'bad-request'],
	[413, 'too-large'],
	[403, 'database-away'],
	[404, 'database-away'],
	[500, 'database-away']
])('an error %i is told in our words, and in none of the database', async (status, code) => {
	const body = '{"error":"badarg","reason":"{couch_db,open,http://10.0.0.7:5984}"}';
	const failure: unknown = await asked({ status, type: 'application/json', body }).catch(
		(error: unknown) => error
	);
	expect(failure).toMatchObject({ code });
	expect(JSON.stringify(failure)).not.toContain('10.0.0.7');
});

it('a page of something in between is no answer, whatever its status', async () => {
	await expect(
		asked({ status: 200, type: 'text/html', body: '<script>alert(1)</script>' })
	).rejects.toMatchObject({ code: 'database-away' });
});

it('a session that CouchDB does not take after it was renewed signs nobody out', async () => {
	const refused = { status: 401, type: 'application/json', body: '{}' };
	await expect(asked(refused, refused)).rejects.toMatchObject({ code: 'database-away' });
});
