import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DirectoryDocId } from '../../../server/import/directoryStore.ts';
import { runImport } from '../../../server/import/runImport.ts';
import { openDirectory } from '../../../server/directory/openDirectory.ts';
import { DEFAULT_TEMPLATES } from '../../../server/import/defaultLists.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { Caller, fillDirectory, pairedDevice, PASSWORD, setUp } from './caller.ts';

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
	server = await startTestServer();
	admin = await setUp(server);
	await fillDirectory(server);
});
afterAll(() => server.stop());

type Entry = Record<string, unknown> & { id: string };

async function listOf(name: string): Promise<{ revision: string; entries: Entry[] }> {
	return (await admin.get(`/lists/${name}`)).json();
}

/** Writes the list as it is with some entries changed or added. */
async function put(name: string, ...changes: object[]) {
	const { revision, entries } = await listOf(name);
	const ids = new Set(changes.map((entry) => (entry as Entry).id));
	const next = [...entries.filter(({ id }) => !ids.has(id)), ...changes];
	return await admin.put(`/lists/${name}`, { revision, entries: next });
}

async function stored<Id extends DirectoryDocId>(id: Id) {
	return await server.ctx.directory.readDoc(id);
}

const PROMOTION = {
	id: 'spring',
	title: 'Frühling',
	text: 'Ein Monat gratis',
	from: '2026-03-01',
	until: '2026-05-31',
	sites: ['LNU'],
	homeSites: [],
	states: ['active'],
	kinds: ['feedback']
};
const RULE = { id: '9.1', title: 'Nur mit Karte' };
const TEMPLATE = { id: 't', title: 'Anruf', text: '{name} ruft an: ', kinds: [] };
const long = (length: number) => 'x'.repeat(length);

describe('each list', () => {
	it.each([
		['houseRules', RULE],
		['blockReasons', { id: 'ban', title: 'Hausverbot', reserved: true }],
		['quickReasons', { id: 'towel', text: 'Ohne Handtuch', rule: '9.3' }],
		['templates', TEMPLATE],
		['promotions', PROMOTION],
		['contactLinks', { old: '17', new: '99' }]
	])('%s is read, written whole and read again', async (name, entry) => {
		const { revision } = await listOf(name);
		const answer = await admin.put(`/lists/${name}`, { revision, entries: [entry] });
		expect([answer.statusCode, answer.json().entries]).toEqual([200, [entry]]);
		expect(await listOf(name)).toEqual(answer.json());
		expect(Object.values((await stored(name as DirectoryDocId)) ?? {})).toEqual([[entry]]);
	});

	it.each([
		['houseRules', { ...RULE, title: ' ' }, '0.title'],
		['houseRules', { ...RULE, title: long(201) }, '0.title'],
		['houseRules', { ...RULE, id: '' }, '0.id'],
		['houseRules', { title: 'no id' }, '0.id'],
		['blockReasons', { id: 'a', title: 'A', reserved: 'yes' }, '0.reserved'],
		['quickReasons', { id: 'a', text: '' }, '0.text'],
		['templates', { ...TEMPLATE, text: long(2001) }, '0.text'],
		['templates', { ...TEMPLATE, text: '  ' }, '0.text'],
		['templates', { ...TEMPLATE, kinds: ['gossip'] }, '0.kinds.0'],
		['templates', { ...TEMPLATE, kinds: ['camera', 'camera'] }, '0.kinds'],
		['promotions', { ...PROMOTION, from: '2026-02-30' }, '0.from'],
		['promotions', { ...PROMOTION, until: '31.05.2026' }, '0.until'],
		['promotions', { ...PROMOTION, until: '2026-02-28' }, '0.until'],
		['promotions', { ...PROMOTION, text: '' }, '0.text'],
		['promotions', { ...PROMOTION, states: ['asleep'] }, '0.states.0'],
		['contactLinks', { old: '17', new: '17' }, '0'],
		['contactLinks', { old: '', new: '17' }, '0.old'],
		['sites', { id: 'LNU', name: 'Linz', kind: 'pool' }, '0.kind'],
		['sites', { id: 'LNU', name: 'Linz', kind: 'studio', dayChange: '24:00' }, '0.dayChange'],
		['sites', { id: 'LNU', name: 'Linz', kind: 'studio', timeZone: 'Mars/Phobos' }, '0.timeZone'],
		['staff', { id: '1', first: '', last: '', sites: [], role: 'staff' }, '0.last'],
		['staff', { id: '1', first: 'A', last: 'B', sites: [], role: 'owner' }, '0.role']
	])('%s refuses %j and names the field', async (name, entry, field) => {
		const before = await listOf(name);
		const answer = await admin.put(`/lists/${name}`, { revision: before.revision, entries: [entry] });
		expect([answer.statusCode, answer.json()]).toEqual([
			400,
			expect.objectContaining({ code: 'bad-request', field: `entries.${field}` })
		]);
		expect(await listOf(name)).toEqual(before);
	});

	it('takes text as people paste it, without what no screen can show', async () => {
		const answer = await put('houseRules', { id: '9.9', title: ' <b>Kein</b>\u0000  Alkohol \ud800' });
		expect(answer.json().entries.at(-1)).toEqual({ id: '9.9', title: '<b>Kein</b> Alkohol \ufffd' });
	});

	it('has no id twice, and no more entries than a screen bears', async () => {
		const { revision } = await listOf('houseRules');
		for (const entries of [
			[RULE, RULE],
			Array.from({ length: 501 }, (_, id) => ({ ...RULE, id: `${id}` }))
		]) {
			const answer = await admin.put('/lists/houseRules', { revision, entries });
			expect([answer.statusCode, answer.json().field]).toEqual([400, 'entries']);
		}
	});

	it('is one that there is', async () => {
		expect((await admin.get('/lists/settings')).statusCode).toBe(400);
		expect((await admin.get('/lists/contacts%3A0001')).statusCode).toBe(400);
	});

	it('is for administrators', async () => {
		const device = await pairedDevice(server);
		expect((await device.get('/lists/staff')).statusCode).toBe(403);
		expect((await device.put('/lists/houseRules', { revision: '', entries: [] })).statusCode).toBe(403);
	});
});

describe('two administrators', () => {
	it('do not overwrite each other: who read it earlier is told so', async () => {
		const { revision, entries } = await listOf('houseRules');
		const put = (title: string) =>
			admin.put('/lists/houseRules', { revision, entries: [...entries, { id: title, title }] });
		const answers = await Promise.all([put('A'), put('B')]);
		expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
		expect(answers.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({
			code: 'list-changed'
		});
		expect((await listOf('houseRules')).entries).toHaveLength(entries.length + 1);
	});

	it('may say the same twice: an answer that was lost is asked for again', async () => {
		const { revision, entries } = await listOf('houseRules');
		const body = { revision, entries: entries.slice(1) };
		const first = await admin.put('/lists/houseRules', body);
		const again = await admin.put('/lists/houseRules', body);
		expect([again.statusCode, again.json()]).toEqual([200, first.json()]);
	});
});

describe('an installation from before there were templates', () => {
	it('has none, takes the first, and is given the usual ones when an administrator signs in', async () => {
		const db = server.ctx.couch.db('directory');
		await db.destroy('templates', (await db.get('templates'))._rev);
		expect(await listOf('templates')).toEqual({ revision: '', entries: [] });
		await new Caller(server).post('/sign-in', { username: 'anna', password: PASSWORD });
		expect((await listOf('templates')).entries).toEqual(DEFAULT_TEMPLATES);
	});
});

const bytes = (text: string) => Buffer.from(text);
const SITES = 'Kürzel;Name;Art\r\nLNU;Linz Urfahr Nord;Studio\r\nWEL;Wels;Studio\r\n';
const STAFF =
	'Personalnummer;Vorname;Nachname;Standorte;Rolle\r\n100;Sabine;Huber;LNU;Mitarbeiter\r\n101;Lio;Spinner;LNU;Leitung\r\n';

describe('what an administrator set outlives the next import', () => {
	it('of sites: Tageswechsel, time zone, another name, closed ones and new ones', async () => {
		await put(
			'sites',
			{ id: 'LNU', name: 'Urfahr', kind: 'studio', dayChange: '06:00', timeZone: 'Europe/Berlin' },
			{ id: 'WEL', name: 'Wels', kind: 'studio', gone: true },
			{ id: 'NEU', name: 'Neu', kind: 'studio' }
		);
		await runImport(openDirectory(server.ctx), { sites: bytes(SITES) });
		const sites = new Map((await stored('sites'))?.sites.map((site) => [site.id, site]));
		expect(sites.get('LNU')).toMatchObject({ name: 'Urfahr', dayChange: '06:00', timeZone: 'Europe/Berlin' });
		expect(sites.get('NEU')?.gone).toBeUndefined();
	});

	it('of sites, until when another Tageswechsel held', async () => {
		const ZWK = { id: 'ZWK', name: 'Zwickl', kind: 'studio' };
		const earlier = async () =>
			(await stored('sites'))?.sites.find(({ id }) => id === 'ZWK')?.earlierDayChanges;
		const begun = new Date().toISOString();
		await put('sites', ZWK);
		await put('sites', { ...ZWK, name: 'Zwickl Süd' });
		expect(await earlier()).toBeUndefined();
		await put('sites', { ...ZWK, dayChange: '06:00' });
		await put('sites', { ...ZWK, dayChange: '06:00', earlierDayChanges: [] });
		await runImport(openDirectory(server.ctx), { sites: bytes(`${SITES}ZWK;Zwickl;Studio\r\n`) });
		const [only, ...more] = (await earlier()) ?? [];
		expect([only?.dayChange, more]).toEqual(['00:00', []]);
		expect(only?.until && begun <= only.until && only.until <= new Date().toISOString()).toBe(true);
		await put('sites', ZWK);
		expect((await earlier())?.map(({ dayChange }) => dayChange)).toEqual(['00:00', '06:00']);
	});

	it('of sites, until it is given back to the import', async () => {
		await put('sites', { id: 'LNU', name: 'Urfahr', kind: 'studio', release: ['name'] });
		await runImport(openDirectory(server.ctx), { sites: bytes(SITES) });
		expect((await stored('sites'))?.sites.find(({ id }) => id === 'LNU')).toEqual({
			id: 'LNU',
			name: 'Linz Urfahr Nord',
			kind: 'studio',
			earlierDayChanges: ['00:00', '06:00'].map((dayChange) => ({
				dayChange,
				until: expect.any(String) as string
			}))
		});
	});

	it('of staff: the role, who has left, and who was added by hand', async () => {
		await put(
			'staff',
			{ id: '100', first: 'Sabine', last: 'Huber', sites: ['LNU'], role: 'office' },
			{ id: '101', first: 'Lio', last: 'Spinner', sites: ['LNU'], role: 'lead', gone: true },
			{ id: '500', first: 'Neu', last: 'Hier', sites: [], role: 'staff' }
		);
		await runImport(
			openDirectory(server.ctx),
			{ staff: bytes(STAFF) },
			{
				keepStaff: new Set(['admin'])
			}
		);
		const staff = new Map((await stored('staff'))?.staff.map((member) => [member.id, member]));
		expect(staff.get('100')).toMatchObject({ role: 'office' });
		expect(staff.get('101')).toMatchObject({ gone: true });
		expect(staff.get('500')?.gone).toBeUndefined();
	});
});

describe('a personal account', () => {
	const member = { id: '100', first: 'Sabine', last: 'Huber', sites: ['LNU'] };
	const signIn = async () => {
		const caller = new Caller(server);
		const answer = await caller.post('/sign-in', { username: 'sabine', password: PASSWORD });
		return { caller, status: answer.statusCode };
	};

	it('has the role that its person has now, without signing in again', async () => {
		await put('staff', { ...member, role: 'staff' });
		await admin.post('/people/100/account', { username: 'sabine', password: PASSWORD });
		const { caller } = await signIn();
		expect((await caller.get('/people')).statusCode).toBe(403);
		await put('staff', { ...member, last: 'Huber-Kern', role: 'lead' });
		expect((await caller.get('/people')).statusCode).toBe(200);
		expect((await caller.get('/device')).json().identity).toMatchObject({
			role: 'lead',
			staff: { id: '100', name: 'Huber-Kern, Sabine' }
		});
	});

	it('follows an import as well', async () => {
		const { caller } = await signIn();
		await put('staff', { ...member, role: 'lead', release: ['role', 'last'] });
		await runImport(
			openDirectory(server.ctx),
			{ staff: bytes(STAFF) },
			{
				keepStaff: new Set(['admin'])
			}
		);
		expect((await caller.get('/people')).statusCode).toBe(403);
	});

	it('ends when its person has left, and begins again when they come back', async () => {
		const { caller } = await signIn();
		await put('staff', { ...member, role: 'staff', gone: true });
		expect((await caller.get('/device')).json()).toMatchObject({ status: 'retired' });
		expect((await signIn()).status).toBe(401);
		await put('staff', { ...member, role: 'staff' });
		expect((await signIn()).status).toBe(200);
	});

	it('that was ended by hand stays ended', async () => {
		const accounts = await server.ctx.accounts.listAccounts();
		const account = accounts.find(({ username }) => username === 'sabine')?.name ?? '';
		await server.ctx.accounts.setStatus(account, 'retired');
		await put('staff', { ...member, role: 'lead' });
		expect((await signIn()).status).toBe(401);
	});

	it('of the last administrator keeps its role, whoever asks', async () => {
		const { entries } = await listOf('staff');
		const self = entries.find(({ id }) => id === 'admin');
		for (const change of [{ role: 'staff' }, { gone: true }]) {
			const answer = await put('staff', { ...self, ...change } as Entry);
			expect([answer.statusCode, answer.json().code]).toEqual([409, 'last-admin']);
		}
		const file = `${STAFF}admin;Anna;Berger;LNU;Mitarbeiter\r\n`;
		await runImport(openDirectory(server.ctx), { staff: bytes(file) });
		expect((await admin.get('/lists/staff')).statusCode).toBe(200);
	});
});
