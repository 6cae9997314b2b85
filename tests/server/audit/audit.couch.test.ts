import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../server/audit/auditDocs.ts';
import { AUDIT_KEPT } from '../../../src/lib/domain/audit.ts';
import { startTestServer, type TestServer } from '../harness.ts';

let now = Date.now();
let server: TestServer;
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
});
afterAll(() => server.stop());

const entry = (what: AuditEntry['what'], account: string, about?: string): AuditEntry => ({
	what,
	who: { account, name: 'Huber, Sabine', role: 'admin' },
	about,
	detail: { devices: 2, quick: true, why: 'Probe' }
});

interface Stored {
	_id: string;
	_rev: string;
	at: string;
}

async function docs(): Promise<Stored[]> {
	const { rows } = await server.ctx.couch
		.db('audit')
		.list({ include_docs: true, start_key: 'a', end_key: 'f' });
	return rows.map(({ doc }) => doc as unknown as Stored);
}

describe('the audit list', () => {
	it('keeps what was recorded, with the time of the server, newest first', async () => {
		const began = now;
		await server.ctx.audit.record(entry('sign-in', 'p-one'));
		now += 1000;
		await server.ctx.audit.record(entry('lost', 'p-two', 'd-lost'));
		const { entries, next } = await server.ctx.audit.page({ limit: 10 });
		expect(next).toBeUndefined();
		expect(entries).toEqual([
			{
				id: expect.any(String),
				at: new Date(began + 1000).toISOString(),
				...entry('lost', 'p-two', 'd-lost')
			},
			{ id: expect.any(String), at: new Date(began).toISOString(), ...entry('sign-in', 'p-one') }
		]);
	});

	it('is filtered by kind, account and time, and read page by page', async () => {
		const began = new Date((now += 1000)).toISOString();
		for (let step = 0; step < 7; step += 1) {
			now += 1000;
			await server.ctx.audit.record(entry(step % 2 ? 'import' : 'role', `p-${step}`, 'p-pages'));
		}
		const read = (more: object) => server.ctx.audit.page({ from: began, limit: 3, ...more });
		const accounts = async (more: object) => (await read(more)).entries.map(({ who }) => who.account);
		const first = await read({});
		const second = await read({ after: first.next });
		const third = await read({ after: second.next });
		const seen = [first, second, third].flatMap(({ entries }) => entries.map(({ who }) => who.account));
		expect(seen).toEqual(['p-6', 'p-5', 'p-4', 'p-3', 'p-2', 'p-1', 'p-0']);
		expect(third.next).toBeUndefined();
		expect(await accounts({ what: ['import'] })).toEqual(['p-5', 'p-3', 'p-1']);
		expect(await accounts({ account: 'p-4' })).toEqual(['p-4']);
		expect(await accounts({ account: 'p-pages', limit: 20 })).toHaveLength(7);
		expect(await accounts({ until: new Date(now - 5000).toISOString() })).toEqual(['p-0']);
	});

	it('knows when the server first took in each fact', async () => {
		const first = new Date((now += 1000)).toISOString();
		await server.ctx.audit.arrived('d-one', ['fact-a', 'fact-b']);
		now += 60_000;
		await server.ctx.audit.arrived('d-one', ['fact-b', 'fact-c']);
		const times = await server.ctx.audit.arrivalsOf(['fact-a', 'fact-b', 'fact-c', 'fact-d']);
		expect(times).toEqual(
			new Map([
				['fact-a', first],
				['fact-b', first],
				['fact-c', new Date(now).toISOString()]
			])
		);
		const { entries } = await server.ctx.audit.page({ limit: 100, from: first });
		expect(entries).toEqual([]);
	});

	it('cannot be changed or removed, not by the server itself', async () => {
		const db = server.ctx.couch.db<{ at: string }>('audit');
		for (const { _id, _rev, ...doc } of await docs()) {
			await expect(db.insert({ ...doc, _id, _rev, at: 'never' })).rejects.toMatchObject({ statusCode: 403 });
			await expect(db.destroy(_id, _rev)).rejects.toMatchObject({ statusCode: 403 });
		}
	});

	it('takes the same entry again, as a restore writes it', async () => {
		const db = server.ctx.couch.db<Stored>('audit');
		const before = await docs();
		const answer: unknown = await db.bulk({ docs: before, new_edits: false } as never);
		expect(answer).toEqual([]);
		expect(await docs()).toEqual(before);
	});

	it('lets go of what is older than it is kept', async () => {
		const present = now;
		now -= AUDIT_KEPT + 3_600_000;
		await server.ctx.audit.record(entry('sign-in', 'p-old'));
		now = present;
		const [old] = await docs().then((all) =>
			all.filter(({ at }) => at < new Date(now - AUDIT_KEPT).toISOString())
		);
		if (!old) throw new Error('the old entry is not there');
		await server.runJob('clear');
		expect(await docs()).not.toContainEqual(old);
	});

	it('is closed to the accounts of devices', async () => {
		const device = await server.device();
		for (const path of ['/db/audit/', '/db/audit/_changes', '/db/audit/_bulk_get'])
			expect((await device.fetch(path)).status).toBe(404);
	});
});
