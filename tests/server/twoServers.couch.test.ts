/** A server keeps no state of its own outside the database (DESIGN § 5): what was begun at one goes on at the other. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SESSION_COOKIE } from '../../server/session.ts';
import { Caller, LNU, PASSWORD } from './api/caller.ts';
import { startBeside } from './besides.ts';
import { batch, messageOf, pushed } from './facts.ts';
import { startTestServer, type TestServer } from './harness.ts';

let now = Date.now();
let one: TestServer;
let other: TestServer;
let cookie: string;
beforeAll(async () => {
	one = await startTestServer({ clock: () => now });
	other = await startBeside(one, { clock: () => now });
});
afterAll(async () => {
	await other.stop();
	await one.stop();
});

const callers = (): [Caller, Caller] => [new Caller(one, cookie), new Caller(other, cookie)];

describe('two servers on one database', () => {
	it('take the same setup code, and one administrator', async () => {
		const code = one.ctx.accounts.setupCode();
		expect(other.ctx.accounts.setupCode()).toBe(code);
		const person = { code, company: 'MAGICFIT', name: 'Anna Berger', username: 'anna', password: PASSWORD };
		const answers = await Promise.all(
			[one, other].map((server) => new Caller(server).post('/setup', person))
		);
		expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
		const [set] = answers.flatMap(({ cookies }) => cookies);
		cookie = `${SESSION_COOKIE}=${set?.value}`;
		for (const caller of callers()) expect((await caller.get('/device')).statusCode).toBe(200);
	});

	it('import at one what was looked at at the other', async () => {
		const [here, there] = callers();
		const files = { sites: 'Kürzel;Name;Art\r\nLNU;Linz Urfahr;Studio\r\n' };
		const { token } = (await here.upload('/import/preview', files)).json() as { token: string };
		const run = await there.upload(`/import/run?${new URLSearchParams({ token })}`, files);
		expect(run.statusCode).toBe(200);
		expect((await one.ctx.directory.readDoc('sites'))?.sites).toMatchObject([LNU]);
	});

	it('pair at one with a code of the other, once', async () => {
		const [here] = callers();
		const { code } = (await here.post('/pairings', { site: 'LNU', label: 'Tablet' })).json() as {
			code: string;
		};
		const answers = await Promise.all(
			[one, other].map((server) => new Caller(server).post('/pair', { code }))
		);
		expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 404]);
	});

	it('show at one what was written at the other, and tell a feed that waits', async () => {
		const device = await one.device();
		const elsewhere = (path: string): Promise<Response> =>
			fetch(other.url + path, { headers: { cookie: device.cookie } });
		const before = (await (await elsewhere('/db/messages/_changes?limit=1000')).json()) as {
			last_seq: string | number;
		};
		const feed = elsewhere(
			`/db/messages/_changes?feed=longpoll&heartbeat=10000&since=${encodeURIComponent(before.last_seq)}`
		);
		const fact = pushed(messageOf(device.identity, 'hier geschrieben', now));
		expect((await device.fetch('/db/messages/_bulk_docs', { body: batch(fact) })).status).toBe(201);
		const told = (await (await feed).json()) as { results: { id: string }[] };
		expect(told.results.map(({ id }) => id)).toEqual([fact._id]);
	});

	it('end at the other within seconds what ended at one', async () => {
		const [here, there] = callers();
		expect((await there.get('/device')).statusCode).toBe(200);
		expect((await here.post('/sign-out')).statusCode).toBeLessThan(300);
		now += 5001;
		expect((await there.get('/people')).statusCode).toBe(401);
	});
});
