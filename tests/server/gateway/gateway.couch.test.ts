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

	// how fast, `npm run bench -- feeds` says
	it('answers ordinary requests of every sort while 400 feeds wait', async () => {
		const gone = new AbortController();
		const url = '/db/messages/_changes?feed=longpoll&since=now&heartbeat=30000';
		const gate = await startGate(server);
		const crowded = await startTestServer({ couchdbUrl: gate.couchdbUrl, prefix: server.prefix });
		const devices = await Promise.all(Array.from({ length: 10 }, () => crowded.device()));
		const feeds = devices.flatMap((one) =>
			Array.from({ length: 40 }, () => one.fetch(url, { signal: gone.signal }))
		);
		const opened = await Promise.all(feeds);
		expect([opened.every(({ status }) => status === 200), gate.waiting]).toEqual([true, 400]);
		const other = await crowded.device();
		const answers = ['/db/messages/', '/db/directory/_changes?limit=1', '/api/device', '/api/health'];
		for (const path of answers) expect([path, (await other.fetch(path)).status]).toEqual([path, 200]);
		expect(gate.waiting).toBe(400);
		const fact = pushed(messageOf(other.identity, 'allen, die warten'));
		expect((await other.fetch('/db/messages/_bulk_docs', { body: batch(fact) })).status).toBe(201);
		const told = await Promise.all(opened.map((answer) => answer.text()));
		expect(told.every((text) => text.includes(fact._id))).toBe(true);
		gone.abort();
		await crowded.stop();
		await gate.close();
	});

	it('keeps one session from taking what is there for all', async () => {
		const gone = new AbortController();
		const greedy = await server.device();
		const url = '/db/messages/_changes?feed=longpoll&since=now&heartbeat=30000';
		await Promise.all(Array.from({ length: 60 }, () => greedy.fetch(url, { signal: gone.signal })));
		const answer = await greedy.fetch('/db/messages/');
		expect([answer.status, await answer.json()]).toMatchObject([429, { code: 'too-many-requests' }]);
		expect(answer.headers.get('retry-after')).toBe('1');
		expect((await device.fetch('/db/messages/')).status).toBe(200);
		gone.abort();
		await vi.waitFor(async () => expect((await greedy.fetch('/db/messages/')).status).toBe(200), 5000);
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

	it('of a retired device still send, learn what has arrived, and fetch nothing', async () => {
		const retired = await server.device();
		await server.ctx.accounts.setStatus(retired.identity.account, 'retired');
		const fact = pushed(messageOf(retired.identity, 'das Letzte'));
		expect((await retired.fetch('/db/messages/_bulk_docs', { body: batch(fact) })).status).toBe(201);
		const asked = [fact._id, pushed(messageOf(retired.identity, 'nie gesendet'))._id];
		const arrived = await retired.fetch('/api/arrived', { body: { facts: asked } });
		expect(await arrived.json()).toEqual({ arrived: [fact._id] });
		for (const path of ['directory/', 'messages/', 'messages/_changes'])
			expect((await retired.fetch(`/db/${path}`)).status).toBe(403);
		const got = await retired.fetch('/db/messages/_bulk_get', { body: { docs: [{ id: fact._id }] } });
		expect(got.status).toBe(403);
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
