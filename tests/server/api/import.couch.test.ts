import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_UPLOAD_BYTES } from '../../../server/api/uploads.ts';
import { CONTACTS_PER_PAGE } from '../../../src/lib/domain/limits.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { pairedDevice, setUp, type Caller } from './caller.ts';

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
	server = await startTestServer();
	admin = await setUp(server);
});
afterAll(() => server.stop());

const SITES = 'Kürzel;Name;Art\r\nLNU;Linz Urfahr;Studio\r\n';
const STAFF = 'Personalnummer;Vorname;Nachname;Standorte;Rolle;PIN\r\n100;Sabine;Huber;LNU;Leitung;4711\r\n';
const HEADER =
	'Kundennummer;Vorname;Nachname;Geburtsdatum;Straße;PLZ;Ort;Telefon;E-Mail;Stammstudio;Status;Vertragsbeginn;Kartennummer';

function contacts(count: number): string {
	const rows = Array.from(
		{ length: count },
		(_, index) => `${10_000 + index};Eva;Müller ${index};01.02.1990;Weg 1;4040;Linz;;;LNU;aktiv;;MF${index}`
	);
	return [HEADER, ...rows].join('\r\n');
}

const lines = (body: string): Record<string, unknown>[] =>
	body
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Record<string, unknown>);

async function preview(files: Record<string, string | Buffer>) {
	const answer = await admin.upload('/import/preview', files);
	expect(answer.statusCode).toBe(200);
	return answer.json();
}

const runPath = (token: unknown, allowGone = false): string =>
	`/import/run?${new URLSearchParams({ token: String(token), allowGone: String(allowGone) })}`;

describe('import', () => {
	it('shows what would change, changes nothing, then does just that with progress', async () => {
		const bad = `${contacts(250)}\r\n;Ohne;Nummer;01.02.1990;;;;;;LNU;aktiv;;`;
		const shown = await preview({ sites: SITES, staff: STAFF, contacts: bad });
		expect(shown.contacts).toMatchObject({ new: 250, rejected: [{ line: 252, reason: 'Keine KundenID' }] });
		expect(await server.ctx.directory.readAllPages()).toEqual(new Map());

		const files = { sites: SITES, staff: STAFF, contacts: bad };
		const run = await admin.upload(runPath(shown.token), files);
		expect(run.headers['content-type']).toContain('application/x-ndjson');
		const told = lines(run.body);
		expect(told.at(-1)).toMatchObject({
			report: { contacts: { new: 250 }, staff: { new: 1 }, sites: { new: 1 } }
		});
		const written = told.flatMap(({ progress }) =>
			progress ? [progress as { done: number; total: number }] : []
		);
		expect(written.length).toBeGreaterThan(0);
		expect(written.at(-1)?.done).toBe(written.at(-1)?.total);

		expect((await server.ctx.directory.readAllPages()).size).toBe(Math.ceil(250 / CONTACTS_PER_PAGE));
		const others = await admin.upload(runPath(shown.token), { ...files, contacts: contacts(1) });
		expect([others.statusCode, others.json()]).toMatchObject([404, { code: 'preview-gone' }]);
	});

	it('sets first PINs, which must be changed', async () => {
		const device = await pairedDevice(server);
		const answer = await device.post('/shift/verify', { staff: '100', pin: '4711' });
		expect(answer.json()).toMatchObject({ code: 'pin-change-needed' });
	});

	it('changes nothing the second time, and never marks the administrator gone', async () => {
		const files = { sites: SITES, staff: STAFF, contacts: contacts(250) };
		const { token } = await preview(files);
		const { report } = lines((await admin.upload(runPath(token), files)).body).at(-1) as {
			report: Record<string, object>;
		};
		for (const part of ['sites', 'staff', 'contacts']) {
			expect(report[part]).toMatchObject({ new: 0, changed: 0, gone: 0 });
		}
	});

	it('asks before it marks most contacts gone', async () => {
		const files = { contacts: contacts(1) };
		const shown = await preview(files);
		expect(shown.contacts).toMatchObject({ gone: 249, suspicious: true });
		const refused = lines((await admin.upload(runPath(shown.token), files)).body);
		expect(refused.at(-1)).toMatchObject({
			error: { code: 'too-many-gone', report: { contacts: { gone: 249 } } }
		});

		const done = lines((await admin.upload(runPath(shown.token, true), files)).body);
		expect(done.at(-1)).toMatchObject({ report: { contacts: { gone: 249 } } });
	});

	it('says in words what is no file of the old CRM', async () => {
		const answer = await admin.upload('/import/preview', { contacts: Buffer.from('not;a;contact\r\nfile') });
		expect([answer.statusCode, answer.json()]).toEqual([
			422,
			expect.objectContaining({ code: 'unreadable-file', reason: 'header', sentence: expect.any(String) })
		]);
	});

	it('takes the three files and nothing else', async () => {
		expect((await admin.upload('/import/preview', { secrets: 'a;b' })).json()).toMatchObject({
			field: 'secrets'
		});
		expect((await admin.upload('/import/preview', {})).statusCode).toBe(400);
		expect((await admin.post('/import/preview', { sites: SITES })).statusCode).toBe(415);
	});

	it('takes no file that would eat the memory', async () => {
		const answer = await admin.upload('/import/preview', {
			contacts: Buffer.alloc(MAX_UPLOAD_BYTES + 1, 'a')
		});
		expect([answer.statusCode, answer.json()]).toEqual([413, expect.objectContaining({ code: 'too-large' })]);
	});
});
