import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { batch, messageOf, pushed } from '../facts.ts';
import { startGate } from '../gate.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';

let server: TestServer;
let device: TestDevice;
beforeAll(async () => {
	server = await startTestServer();
	device = await server.device();
});
afterAll(() => server.stop());

describe('the gateway', () => {
	it('lets a device push a fact and another pull it', async () => {
		const fact = pushed(messageOf(device.identity, 'IBAN geändert'));
		const push = await device.fetch('/db/messages/_bulk_docs', { body: batch(fact) });
		expect([push.status, await push.json()]).toEqual([201, []]);

		const other = await server.device();
		const changes = await other.fetch('/db/messages/_changes?style=main_only&since=0&limit=100');
		const { results } = (await changes.json()) as { results: { id: string }[] };
		expect(results.map(({ id }) => id)).toContain(fact._id);
		const got = await other.fetch('/db/messages/_bulk_get?revs=true&latest=true', {
			body: { docs: [{ id: fact._id, rev: fact._rev }] }
		});
		const { results: found } = (await got.json()) as { results: { docs: { ok: object }[] }[] };
		expect(found[0]?.docs[0]?.ok).toMatchObject(fact);
	});

	it('answers info with the header that says it is us', async () => {
		const info = await device.fetch('/db/messages/');
		expect(info.status).toBe(200);
		expect(info.headers.get('x-dienstbuch')).toBe(server.ctx.version);
		expect(info.headers.get('set-cookie')).toBeNull();
		expect(info.headers.get('cache-control')).toBe('no-store');
	});

	it('streams a waiting feed, heartbeats included, and ends it with the change', async () => {
		const info = (await (await device.fetch('/db/messages/')).json()) as { update_seq: string | number };
		const since = encodeURIComponent(String(info.update_seq));
		const url = `/db/messages/_changes?feed=longpoll&since=${since}&heartbeat=1000`;
		const feed = device.fetch(url).then((response) => response.text());
		const fact = pushed(messageOf(device.identity, 'während jemand wartet'));
		await device.fetch('/db/messages/_bulk_docs', { body: batch(fact) });
		expect(await feed).toContain(fact._id);
	});

	it('ends the request to the database when the browser goes', async () => {
		const gate = await startGate(server);
		const behindGate = await startTestServer({ couchdbUrl: gate.couchdbUrl, prefix: server.prefix });
		const other = await behindGate.device();
		const gone = new AbortController();
		const url = '/db/messages/_changes?feed=longpoll&since=now&heartbeat=1000';
		const feed = await other.fetch(url, { signal: gone.signal });
		expect([feed.status, gate.waiting]).toEqual([200, 1]);
		gone.abort();
		await vi.waitFor(() => expect(gate.waiting).toBe(0), 5000);
		await behindGate.stop();
		await gate.close();
	});

	it('renews the session unseen when the database ended it', async () => {
		await device.fetch('/db/messages/');
		// another salt ends every session of the account, as an expiry would
		await server.ctx.accounts.admit(device.identity.account);
		const fact = pushed(messageOf(device.identity, 'nach dem Ende der Sitzung'));
		const answer = await device.fetch('/db/messages/_bulk_docs', { body: batch(fact) });
		expect([answer.status, await answer.json()]).toEqual([201, []]);
	});

	it('renews the session unseen for many at once', async () => {
		await server.ctx.accounts.admit(device.identity.account);
		const answers = await Promise.all(Array.from({ length: 30 }, () => device.fetch('/db/messages/')));
		expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(200));
	});

	it('keeps ordinary requests quick while 200 feeds wait', async () => {
		const gone = new AbortController();
		const url = '/db/messages/_changes?feed=longpoll&since=now&heartbeat=30000';
		const feeds = Array.from({ length: 200 }, () => device.fetch(url, { signal: gone.signal }));
		await Promise.all(feeds);
		const begun = performance.now();
		expect((await device.fetch('/db/messages/')).status).toBe(200);
		expect(performance.now() - begun).toBeLessThan(2000);
		gone.abort();
	});

	it('goes on after a restart of the server', async () => {
		const fact = pushed(messageOf(device.identity, 'vor dem Neustart'));
		await device.fetch('/db/messages/_bulk_docs', { body: batch(fact) });
		const generation = server.ctx.database.state;
		await server.restart();
		expect(server.ctx.database.state).toEqual(generation);
		const changes = await device.fetch('/db/messages/_changes?since=0&limit=1000');
		expect(await changes.text()).toContain(fact._id);
	});
});

describe('sessions', () => {
	it('are asked for', async () => {
		const answer = await fetch(`${server.url}/db/messages/`);
		expect([answer.status, await answer.json()]).toMatchObject([401, { code: 'no-session' }]);
	});

	it('of a lost device end, and its account in the database with it', async () => {
		const lost = await server.device();
		expect((await lost.fetch('/db/messages/')).status).toBe(200);
		await server.ctx.accounts.setStatus(lost.identity.account, 'lost');
		const answer = await lost.fetch('/db/messages/');
		expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'account-ended' }]);
	});

	it('of a retired device still send and fetch messages, and nothing else', async () => {
		const retired = await server.device();
		await server.ctx.accounts.setStatus(retired.identity.account, 'retired');
		const fact = pushed(messageOf(retired.identity, 'das Letzte'));
		expect((await retired.fetch('/db/messages/_bulk_docs', { body: batch(fact) })).status).toBe(201);
		expect((await retired.fetch('/db/directory/')).status).toBe(403);
	});

	it('count for nothing where a page of another origin sends the request', async () => {
		const answer = await fetch(`${server.url}/db/messages/_bulk_docs`, {
			method: 'POST',
			headers: { cookie: device.cookie, 'content-type': 'application/json', origin: 'http://127.0.0.1:1' },
			body: JSON.stringify(batch())
		});
		expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'foreign-origin' }]);
	});

	it('count for nothing where the body is what any page may send', async () => {
		const answer = await fetch(`${server.url}/db/messages/_bulk_docs`, {
			method: 'POST',
			headers: { cookie: device.cookie, 'content-type': 'text/plain' },
			body: JSON.stringify(batch())
		});
		expect([answer.status, await answer.json()]).toMatchObject([415, { code: 'unsupported-type' }]);
	});
});
