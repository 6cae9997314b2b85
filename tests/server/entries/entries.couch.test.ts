import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takeEntryFile, takeEntryList } from '../../../server/entries/readEntries.ts';
import { removeOldEntries } from '../../../server/entries/retention.ts';
import { findRunning } from '../../../server/couchdb/embedded/handFile.ts';
import { erase } from '../../../server/couchdb/erase.ts';
import { entryPage, entryPageId, type EntryPage } from '../../../src/lib/domain/entries.ts';
import { type Caller, fillDirectory, pairedDevice, setUp, signedIn } from '../api/caller.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { file } from '../import/csvFixture.ts';
import * as v from 'valibot';

const HEADINGS = 'Zeitpunkt;Studio;Zugang;Art;Kartennummer;Kundennummer;Name;Besuch';
const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-18T21:30:00Z');

let now = NOW;
let server: TestServer;
let admin: Caller;
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
	admin = await setUp(server);
	await fillDirectory(server);
});
afterAll(() => server.stop());
beforeEach(async () => {
	now = NOW;
	const { rows } = await server.ctx.couch.db('entries').list();
	const pages = rows.map(({ id }) => id).filter((id) => !id.startsWith('_'));
	await erase(server.ctx, 'entries', pages);
});

/** Address of the database that the server runs on, embedded or not. */
async function urlOf({ ctx }: TestServer): Promise<string> {
	return ctx.config.couchdbUrl ?? (await findRunning(ctx.config.dataDir)) ?? '';
}

const csv = (...rows: string[]): Buffer => file(HEADINGS, ...rows);
const row = (time: string, card = 'MF1', site = 'LNU'): string =>
	`${time};${site};Drehkreuz 1;Terminal;${card};48213;Huber, Sabine;Home`;

async function pages(): Promise<Map<string, EntryPage>> {
	const { rows } = await server.ctx.couch.db<EntryPage>('entries').list({ include_docs: true });
	return new Map(
		rows.flatMap(({ id, doc }) => (id.startsWith('_') ? [] : [[id, v.parse(entryPage, doc)] as const]))
	);
}

const counts = ({ taken, known, tooOld, rejected }: Awaited<ReturnType<typeof takeEntryFile>>) => [
	taken,
	known,
	tooOld,
	rejected.map(({ line }) => line)
];

function deliver(key: string, body: string | Buffer, type = 'text/csv') {
	const headers = { authorization: `Bearer ${key}`, 'content-type': type };
	return server.app.inject({ method: 'POST', url: '/api/entries', headers, payload: body });
}

async function newKey(): Promise<string> {
	return ((await admin.post('/connectors/entries-key')).json() as { key: string }).key;
}

describe('entry events (S11b)', () => {
	it('go into a page for each site and hour, and count once however often they come', async () => {
		const bytes = csv(
			row('18.11.2026 14:32:00'),
			row('18.11.2026 14:32:00'),
			row('18.11.2026 14:59:59', 'MF2'),
			row('18.11.2026 15:00:00', 'MF3'),
			row('18.11.2026 14:32:00', 'MF1', 'WEL'),
			row('18.11.2026 25:61:00'),
			row('15.11.2026 22:29:59', 'MF4'),
			row('15.11.2026 22:30:00', 'MF5')
		);
		expect(counts(await takeEntryFile(server.ctx, bytes))).toEqual([5, 1, 1, [7]]);
		const there = await pages();
		expect([...there].map(([id, { events }]) => [id, events.map(({ card }) => card)])).toEqual([
			['LNU:2026-11-15T21', ['MF5']],
			['LNU:2026-11-18T13', ['MF1', 'MF2']],
			['LNU:2026-11-18T14', ['MF3']],
			['WEL:2026-11-18T13', ['MF1']]
		]);
		const { rows } = await server.ctx.couch.db('entries').list();
		expect(counts(await takeEntryFile(server.ctx, bytes))).toEqual([0, 6, 1, [7]]);
		expect((await server.ctx.couch.db('entries').list()).rows, 'nothing is written again').toEqual(rows);
	});

	it('come to the same where two servers take in several files at once', async () => {
		const second = await startTestServer({
			clock: () => now,
			prefix: server.prefix,
			couchdbUrl: await urlOf(server)
		});
		try {
			const rows = Array.from({ length: 60 }, (_, index) =>
				row(`18.11.2026 14:${String(index).padStart(2, '0')}:00`, `MF${index}`)
			);
			const reports = await Promise.all([
				takeEntryFile(server.ctx, csv(...rows.slice(0, 40))),
				takeEntryFile(second.ctx, csv(...rows.slice(20))),
				takeEntryFile(server.ctx, csv(...rows.slice(10, 50))),
				takeEntryFile(second.ctx, csv(...rows))
			]);
			const there = (await pages()).get('LNU:2026-11-18T13');
			expect(there?.events.map(({ card }) => card)).toEqual(rows.map((_, index) => `MF${index}`));
			expect(reports.reduce((sum, { taken }) => sum + taken, 0)).toBe(60);
			expect(reports.reduce((sum, { known }) => sum + known, 0)).toBe(40 + 40 + 40 + 60 - 60);
		} finally {
			await second.stop();
		}
	});

	// the embedded database is never a cluster, and lets nobody write a second revision beside the first
	it.runIf(process.env.COUCHDB_URL)(
		'heal what two nodes of a cluster have stored beside each other (needs a CouchDB, by COUCHDB_URL)',
		async () => {
			const id = entryPageId('LNU', '2026-11-18T13');
			await takeEntryFile(server.ctx, csv(row('18.11.2026 14:32:00')));
			const first = (await pages()).get(id);
			const other = { ...first, events: first?.events.map((event) => ({ ...event, card: 'MF2' })) };
			const conflicting = { ...other, _id: id, _rev: `1-${'f'.repeat(32)}` };
			await server.ctx.couch.db('entries').bulk({ docs: [conflicting], new_edits: false } as never);
			await takeEntryFile(server.ctx, csv(row('18.11.2026 14:33:00', 'MF3')));
			const healed = await server.ctx.couch.db<EntryPage>('entries').get(id, { conflicts: true });
			expect(healed.events.map(({ card }) => card)).toEqual(['MF1', 'MF2', 'MF3']);
			expect(healed._conflicts).toBeUndefined();
		}
	);

	it('go after 72 hours, to the minute, and nothing of what they held stays', async () => {
		await takeEntryFile(
			server.ctx,
			csv(
				row('18.11.2026 14:10:00', 'MF1'),
				row('18.11.2026 14:50:00', 'MF2'),
				row('18.11.2026 15:10:00', 'MF3')
			)
		);
		now = Date.parse('2026-11-21T13:30:00Z');
		await server.runJob('entry-retention');
		expect([...(await pages()).values()].map(({ events }) => events.map(({ card }) => card))).toEqual([
			['MF2'],
			['MF3']
		]);
		now += 2 * HOUR;
		await removeOldEntries(server.ctx);
		await removeOldEntries(server.ctx);
		expect([...(await pages()).keys()]).toEqual([]);
		const gone = await server.ctx.couch
			.db('entries')
			.get('LNU:2026-11-18T13')
			.catch((error: { statusCode?: number }) => error.statusCode);
		expect(gone).toBe(404);
	});

	it('that come again after their page went are taken where they are not too old', async () => {
		await takeEntryFile(server.ctx, csv(row('18.11.2026 14:10:00')));
		await erase(server.ctx, 'entries', ['LNU:2026-11-18T13']);
		expect(counts(await takeEntryFile(server.ctx, csv(row('18.11.2026 14:10:00'))))).toEqual([1, 0, 0, []]);
	});

	it('are bounded for one site and hour; what is too much is rejected', async () => {
		const list = Array.from({ length: 5003 }, (_, index) => ({
			at: new Date(Date.parse('2026-11-18T13:00:00Z') + Math.floor(index / 2) * 1000).toISOString(),
			site: 'LNU',
			card: `MF${String(index).padStart(5, '0')}`
		}));
		const report = await takeEntryList(server.ctx, list);
		expect(counts(report)).toEqual([5000, 0, 0, [5001, 5002, 5003]]);
		expect(report.rejected[0]?.reason).toContain('Mehr als 5000 Eintritte');
	});
});

describe('POST /api/entries', () => {
	it('takes a file, or a list in JSON, with the key that was made last', async () => {
		const first = await newKey();
		const answer = await deliver(
			first,
			csv(row('18.11.2026 14:32:00'), row('18.11.2026 14:32:00', 'MF1', 'XXX'))
		);
		expect([answer.statusCode, answer.json()]).toEqual([
			200,
			{ taken: 1, known: 0, tooOld: 0, rejected: [{ line: 3, reason: 'Unbekannter Standort XXX' }] }
		]);
		const second = await newKey();
		expect((await deliver(first, csv(row('18.11.2026 14:32:00')))).json()).toMatchObject({
			code: 'wrong-key'
		});
		const event = { at: '2026-11-18T14:32:00', site: 'LNU', terminal: 'Drehkreuz 1', card: 'MF1' };
		const events = JSON.stringify({ events: [event, { ...event, card: 'MF2' }, {}] });
		expect((await deliver(second, events, 'application/json')).json()).toMatchObject({
			taken: 1,
			known: 1,
			rejected: [{ line: 3 }]
		});
	});

	it('keeps no key, only its hash', async () => {
		const key = await newKey();
		const { rows } = await server.ctx.couch.db('private').list({ include_docs: true });
		expect(key).toMatch(/^[\w-]{43}$/);
		expect(JSON.stringify(rows)).not.toContain(key);
	});

	it('is not open to sessions, nor to anybody without the key', async () => {
		await newKey();
		for (const caller of [admin, await signedIn(server, 'lead'), await pairedDevice(server)]) {
			const answer = await caller.post('/entries', { events: [] });
			expect([answer.statusCode, answer.json()]).toMatchObject([401, { code: 'wrong-key' }]);
		}
		expect((await deliver('', csv())).statusCode).toBe(401);
		for (const role of ['lead', 'office', 'staff'] as const) {
			expect((await (await signedIn(server, role)).post('/connectors/entries-key')).statusCode).toBe(403);
		}
	});

	it('says what is wrong with a delivery as a whole', async () => {
		const key = await newKey();
		const codeOf = async (body: string | Buffer, type?: string) => {
			const answer = await deliver(key, body, type);
			return `${answer.statusCode} ${(answer.json() as { code: string }).code}`;
		};
		expect(await codeOf('Name;Vorname\r\nHuber;Sabine\r\n')).toBe('422 unreadable-file');
		expect(await codeOf('{"events":{}}', 'application/json')).toBe('400 bad-request');
		expect(await codeOf('{', 'application/json')).toBe('400 bad-request');
		expect(await codeOf('x', 'application/xml')).toBe('415 unsupported-type');
		expect(await codeOf(Buffer.alloc(16 * 1024 * 1024 + 1))).toBe('413 too-large');
	});

	it('is held up where somebody delivers without end', async () => {
		const headers = { authorization: 'Bearer wrong' };
		const statuses = new Set<number>();
		for (let count = 0; count < 121; count += 1) {
			const answer = await server.app.inject({
				method: 'POST',
				url: '/api/entries',
				headers,
				remoteAddress: '192.0.2.7'
			});
			statuses.add(answer.statusCode);
		}
		expect([...statuses]).toEqual([401, 429]);
	});
});

describe('the pages of entry events', () => {
	it('are read by devices through the gateway, and by nobody else; no device writes them', async () => {
		await takeEntryFile(server.ctx, csv(row('18.11.2026 14:32:00')));
		const docs = [{ id: 'LNU:2026-11-18T13' }, { id: 'LNU:2026-11-18T03' }];
		const device = await server.device();
		const answer = await device.fetch('/db/entries/_bulk_get', { body: { docs } });
		expect(answer.status).toBe(200);
		expect(await answer.json()).toMatchObject({
			results: [{ id: docs[0]?.id, docs: [{ ok: { events: [{ card: 'MF1' }] } }] }, { id: docs[1]?.id }]
		});
		const nobody = await fetch(`${server.url}/db/entries/_bulk_get`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ docs })
		});
		expect(nobody.status).toBe(401);
		expect(
			(await device.fetch('/db/entries/_bulk_docs', { body: { new_edits: false, docs: [] } })).status
		).toBe(404);
	});
});
