import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuditRecord } from '../../../server/audit/auditDocs.ts';
import { DEFAULT_SETTINGS } from '../../../src/lib/domain/directory.ts';
import { contacts, contactRows, SITES } from '../import/csvFixture.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { Caller, fillDirectory, pairedDevice, PASSWORD, setUp } from './caller.ts';

let server: TestServer;
let admin: Caller;
let now = Date.parse('2026-11-24T08:00:00Z');
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
	admin = await setUp(server);
	await fillDirectory(server);
});
afterAll(() => server.stop());

/** What was recorded since the last look, oldest first. */
async function recorded(): Promise<AuditRecord[]> {
	const from = new Date(now).toISOString();
	const { entries } = (await admin.get(`/audit?from=${encodeURIComponent(from)}&limit=500`)).json();
	now += 1000;
	return entries.toReversed();
}

const anna = { account: expect.stringMatching(/^p-/), name: 'Berger, Anna', role: 'admin' };

describe('the audit list', () => {
	it('has the setup, pairings, and how devices ended', async () => {
		expect(await recorded()).toContainEqual(
			expect.objectContaining({ what: 'setup', who: anna, at: '2026-11-24T08:00:00.000Z' })
		);
		const { code } = (await admin.post('/pairings', { site: 'LNU', label: 'Theke' })).json();
		const { account } = (await new Caller(server).post('/pair', { code })).json();
		const began = await recorded();
		expect(began.map(({ what }) => what).sort()).toEqual(['paired', 'pairing']);
		expect(began).toContainEqual(
			expect.objectContaining({ what: 'paired', who: { account, name: 'Theke', role: 'device' } })
		);
		await admin.post(`/devices/${account}/retire`);
		expect(await recorded()).toMatchObject([
			{ what: 'retired', who: anna, about: account, detail: { label: 'Theke' } }
		]);
		await admin.post(`/devices/${account}/lost`);
		expect(await recorded()).toMatchObject([{ what: 'lost', about: account }]);
	});

	it('has who signed in, out, and who failed to; never what was typed', async () => {
		const browser = new Caller(server);
		await browser.post('/sign-in', { username: 'anna', password: PASSWORD });
		expect(await recorded()).toMatchObject([{ what: 'sign-in', who: anna }]);
		await browser.post('/sign-out');
		expect(await recorded()).toMatchObject([{ what: 'sign-out', who: anna }]);
		await browser.post('/sign-in', { username: 'anna', password: 'falsch' });
		const nobody = { name: '', role: 'nobody' };
		const account = anna.account;
		await vi.waitFor(async () =>
			expect((await server.ctx.audit.page({ limit: 1 })).entries).toMatchObject([
				{ what: 'sign-in-failed', who: nobody, about: account }
			])
		);
		now += 1000;
		for (const username of ['geheim1234', 'geheim5678'])
			await browser.post('/sign-in', { username, password: 'x' });
		await vi.waitFor(async () =>
			expect((await server.ctx.audit.page({ limit: 2 })).entries).toMatchObject([
				{ what: 'sign-in-failed', who: nobody, detail: { unknownNames: 1 } },
				{ what: 'sign-in-failed', about: account }
			])
		);
		now += 61_000;
		await browser.post('/sign-in', { username: 'noch einer', password: 'x' });
		await vi.waitFor(async () =>
			expect((await server.ctx.audit.page({ limit: 1 })).entries).toMatchObject([
				{ detail: { unknownNames: 2 } }
			])
		);
		now += 1000;
		const { rows } = await server.ctx.couch.db('audit').list({ include_docs: true });
		expect(JSON.stringify(rows)).not.toMatch(/geheim|falsch/);
	});

	it('has whose rights changed, by the list and by an import', async () => {
		const { revision, entries } = (await admin.get('/lists/staff')).json();
		const promoted = entries.map((member: { id: string }) =>
			member.id === '100' ? { ...member, role: 'office' } : member
		);
		await admin.put('/lists/staff', { revision, entries: promoted });
		const changed = await recorded();
		expect(changed.map(({ what }) => what).sort()).toEqual(['list', 'role']);
		expect(changed).toContainEqual(
			expect.objectContaining({
				what: 'role',
				who: anna,
				about: '100',
				detail: { from: 'staff', to: 'office' }
			})
		);
		const staff = 'Personalnummer;Vorname;Nachname;Standorte;Rolle;PIN\n100;Sabine;Huber;LNU;Mitarbeiter;\n';
		const files = { sites: SITES, staff };
		const { token } = (await admin.upload('/import/preview', files)).json();
		await admin.upload(`/import/run?token=${token}`, files);
		const imported = await recorded();
		// who is not in the file has left
		expect(imported).toContainEqual(
			expect.objectContaining({ what: 'role', who: anna, about: '101', detail: { from: 'lead', to: 'none' } })
		);
		expect(imported).toContainEqual(
			expect.objectContaining({
				what: 'import',
				detail: expect.objectContaining({ source: 'web', done: true })
			})
		);
	});

	it('has imports with their counts, and no name of a customer', async () => {
		const files = { contacts: contacts(...contactRows(100, 3)) };
		const { token } = (await admin.upload('/import/preview', files)).json();
		await admin.upload(`/import/run?token=${token}`, files);
		expect(await recorded()).toMatchObject([
			{ what: 'import', who: { name: 'Berger, Anna', role: 'admin' }, detail: { 'contacts.new': 3 } }
		]);
	});

	it('has changed settings by name, PINs and passwords by whose', async () => {
		await admin.put('/settings', { ...DEFAULT_SETTINGS, company: 'Fit & Froh' });
		expect(await recorded()).toMatchObject([{ what: 'settings', who: anna, detail: { changed: 'company' } }]);
		await admin.put('/settings', { ...DEFAULT_SETTINGS, company: 'Fit & Froh' });
		expect(await recorded()).toEqual([]);
		const { pin } = (await admin.post('/people/100/pin')).json();
		await admin.post('/people/100/account', { username: 'sabine', password: PASSWORD });
		await admin.post('/people/100/password');
		await admin.post('/people/100/sign-out');
		const done = await recorded();
		expect(done.map(({ what }) => what).sort()).toEqual([
			'account',
			'password',
			'pin-reset',
			'sessions-ended'
		]);
		expect(JSON.stringify(done)).not.toContain(PASSWORD);
		const device = await pairedDevice(server);
		for (let count = 0; count < 5; count += 1)
			await device.post('/shift/verify', { staff: '100', pin: pin === '0000' ? '1111' : '0000' });
		expect(await recorded()).toMatchObject([{ what: 'pin-locked', who: { role: 'device' }, about: '100' }]);
	});

	it('says when facts came in, newest first', async () => {
		await server.ctx.audit.arrived('d-one', ['a', 'b']);
		now += 1000;
		await server.ctx.audit.arrived('d-two', ['c']);
		const first = (await admin.get('/audit/arrivals?limit=1')).json();
		expect(first.arrivals).toMatchObject([{ account: 'd-two', facts: ['c'] }]);
		const second = (await admin.get(`/audit/arrivals?after=${encodeURIComponent(first.next)}`)).json();
		expect(second.arrivals).toMatchObject([{ account: 'd-one', facts: ['a', 'b'] }]);
		expect(second.next).toBeUndefined();
	});

	it.each([
		['/audit', 'after='],
		['/audit', 'after=zzz&from=2999-01-01T00:00:00Z'],
		['/audit', 'from=2026-11-24T00:00:00Z&until=2026-11-23T00:00:00Z'],
		['/audit/arrivals', 'after=']
	])('%s?%s is beyond the list: nothing is there', async (path, query) => {
		await server.ctx.audit.arrived('d-one', ['a']);
		const answer = await admin.get(`${path}?${query}`);
		expect([answer.statusCode, Object.values(answer.json<object>())]).toEqual([200, [[]]]);
	});

	it('a page that is to begin after the end begins at the end', async () => {
		const { arrivals, next } = (await admin.get('/audit/arrivals?after=~&limit=1')).json();
		expect([arrivals.length, next?.split(':')[0]]).toEqual([1, 'a']);
	});

	it.each([
		'what=nothing',
		'from=gestern',
		'limit=0',
		'limit=501',
		'until=2026-13-01T00:00:00Z',
		'from=2026-01-10T20:00:00-20'
	])('does not understand %s', async (query) => {
		expect((await admin.get(`/audit?${query}`)).statusCode).toBe(400);
	});
});
