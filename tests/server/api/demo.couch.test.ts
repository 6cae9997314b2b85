import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isEmpty } from '../../../server/demo/fill.ts';
import { DEMO_PIN } from '../../../server/demo/demoDirectory.ts';
import { shiftOf } from '../facts.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { Caller, LNU, pairedDevice, setUp } from './caller.ts';

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
	server = await startTestServer();
	admin = await setUp(server);
});
afterAll(() => server.stop());

interface Row {
	readonly progress?: { readonly done: number; readonly total: number };
	readonly filled?: boolean;
}

describe('the demo', () => {
	it('fills an empty database: 8 sites, 28 staff, 5,000 contacts, 600 messages (DESIGN § 8)', async () => {
		expect(await isEmpty(server.ctx)).toBe(true);
		// Who asks for it under Administration is on duty already.
		await server.ctx.couch.db('messages').insert(shiftOf({ device: 'p-anna' }));
		expect(await isEmpty(server.ctx)).toBe(true);
		const answer = await admin.post('/demo');
		const rows = answer.body
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as Row);
		expect(rows.at(-1)).toEqual({ filled: true });
		expect(rows.at(-2)?.progress?.done).toBe(rows.at(-2)?.progress?.total);

		const { directory, couch } = server.ctx;
		expect((await directory.readDoc('sites'))?.sites).toHaveLength(8);
		const staff = (await directory.readDoc('staff'))?.staff ?? [];
		expect(staff.filter(({ id }) => id !== 'admin')).toHaveLength(28);
		const pages = [...(await directory.readAllPages()).values()];
		expect(pages.flatMap(({ contacts }) => contacts)).toHaveLength(5000);
		const { rows: facts } = await couch.db<{ type?: string }>('messages').list({ include_docs: true });
		expect(facts.filter(({ doc }) => doc?.type === 'message')).toHaveLength(600);
		expect(facts.filter(({ doc }) => doc?.type === 'checkStarted').length).toBeGreaterThan(20);
		// 3 s on a machine that has nothing else to do
	}, 120_000);

	it('keeps what the administrator has chosen already', async () => {
		expect((await admin.get('/settings')).json()).toMatchObject({ company: 'MAGICFIT' });
		expect((await admin.get('/people')).json().people).toContainEqual(
			expect.objectContaining({ id: 'admin', username: 'anna' })
		);
	});

	it('lets everyone check in with the PIN 1234, no change asked', async () => {
		const device = await pairedDevice(server);
		const answers = [];
		for (const { id } of ((await server.ctx.directory.readDoc('staff'))?.staff ?? []).slice(1, 6)) {
			answers.push((await device.post('/shift/verify', { staff: id, pin: DEMO_PIN })).json());
		}
		expect(answers).toHaveLength(5);
		for (const answer of answers) expect(answer).toMatchObject({ ok: true, mustChange: false });
	});

	it('pairs each browser that opens its link as another device', async () => {
		const { code } = await server.ctx.accounts.createPairing({ site: LNU, label: 'Demo', lasting: true });
		const [one, two] = await Promise.all([1, 2].map(() => new Caller(server).post('/pair', { code })));
		expect([one?.statusCode, two?.statusCode]).toEqual([201, 201]);
		expect(one?.json().account).not.toBe(two?.json().account);
	});

	it('refuses a database that is not empty, and leaves it as it is', async () => {
		const before = await server.ctx.couch.db('messages').info();
		const answer = await admin.post('/demo');
		expect([answer.statusCode, answer.json()]).toEqual([409, expect.objectContaining({ code: 'not-empty' })]);
		expect((await server.ctx.couch.db('messages').info()).doc_count).toBe(before.doc_count);
	});
});
