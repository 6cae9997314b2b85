import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseContact } from '../../../server/erasure/eraseContact.ts';
import { listImports, recordImport } from '../../../server/import/history.ts';
import { pairedDevice, setUp, signedIn, type Caller } from '../api/caller.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { filesWith } from '../rawFiles.ts';
import { contactRows, contacts, SITES } from './csvFixture.ts';

let now = Date.parse('2026-11-18T12:00:00Z');
let server: TestServer;
let admin: Caller;
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
	admin = await setUp(server);
});
afterAll(() => server.stop());

const NAME = 'Zwoelfaxinger';
const ROW = { line: 5, code: 'state', reason: `Unbekannter Status „${NAME}“` } as const;
const PART = {
	new: 0,
	changed: 0,
	unchanged: 0,
	gone: 0,
	samples: { new: [], changed: [], gone: [] },
	ignoredColumns: []
};

interface Listed {
	imports: Record<string, unknown>[];
}

describe('the history of imports', () => {
	it('says who imported what under Administration, when, and which rows were rejected', async () => {
		const files = { sites: SITES, contacts: contacts(...contactRows(100, 3), ';Ohne;Nummer;;;;;;;;aktiv;;') };
		const { token } = (await admin.upload('/import/preview', files)).json() as { token: string };
		await admin.upload(`/import/run?${new URLSearchParams({ token })}`, files);
		const { imports } = (await admin.get('/imports')).json() as Listed;
		expect(imports).toEqual([
			{
				at: '2026-11-18T12:00:00.000Z',
				source: 'web',
				who: { id: 'admin', name: 'Berger, Anna' },
				sites: { new: 3, changed: 0, unchanged: 0, gone: 0, rejected: 0, rows: [] },
				contacts: {
					new: 3,
					changed: 0,
					unchanged: 0,
					gone: 0,
					rejected: 1,
					rows: [{ line: 5, reason: 'Keine KundenID' }]
				}
			}
		]);
	});

	it('is for administrators', async () => {
		for (const caller of [await signedIn(server, 'lead'), await pairedDevice(server)]) {
			expect((await caller.get('/imports')).statusCode).toBe(403);
		}
	});

	const rows = (record: Record<string, unknown> | undefined) =>
		['sites', 'contacts', 'entries'].flatMap((part) => {
			const counts = record?.[part] as { rejected: number; rows: { reason: string }[] } | undefined;
			return counts ? [`${part}: ${counts.rejected}, told ${counts.rows.length}`] : [];
		});
	const report = { contacts: { ...PART, suspicious: false, rejected: [ROW] } };
	const [entries, failed] = [{ taken: 1, known: 0, tooOld: 0, rejected: [ROW] }, `dort steht aber „${NAME}“`];
	const listed = async () => (await listImports(server.ctx.couch)).map((one) => [...rows(one), one.failed]);
	const inFiles = (): Promise<string[]> => filesWith(server.ctx.config.dataDir, NAME);

	it('tells of rejected rows as long as of a file in the watched folder, then the numbers alone', async () => {
		const DAY = 86_400_000;
		const begun = (now += 1);
		for (const outcome of [{ report }, { entries }, { failed }])
			await recordImport(server.ctx, { source: 'command' }, outcome);
		const told = async (after: number): Promise<unknown> => {
			now = begun + after;
			await server.runJob('clear');
			return (await listed())
				.flat()
				.filter((one) => one !== undefined)
				.sort();
		};
		const sites = ['sites: 0, told 0'];
		const first = ['contacts: 1, told 1', 'contacts: 1, told 1', failed, 'entries: 1, told 1'];
		expect(await told(3 * DAY - 1)).toEqual([...first, ...sites]);
		expect(await told(3 * DAY)).toEqual([...first.slice(0, 3), 'entries: 1, told 0', ...sites]);
		expect(await told(14 * DAY - 2)).toEqual([...first.slice(0, 3), 'entries: 1, told 0', ...sites]);
		expect(await told(14 * DAY)).toEqual([
			'Der Grund wird nicht mehr aufgehoben.',
			'contacts: 1, told 0',
			'contacts: 1, told 0',
			'entries: 1, told 0',
			...sites
		]);
		if (!process.env.COUCHDB_URL) expect(await inFiles()).toEqual([]);
	});

	it('tells of none any more when somebody was erased, since nobody knows whose they are', async () => {
		await recordImport(server.ctx, { source: 'command' }, { report });
		await eraseContact(server.ctx, {
			contact: '4711',
			also: [],
			who: { name: 'Anna Berger', role: 'admin' }
		});
		expect((await listed())[0]).toEqual(['contacts: 1, told 0', undefined]);
		if (!process.env.COUCHDB_URL) expect(await inFiles()).toEqual([]);
		// those of later imports are told of again
		now += 60_000;
		await recordImport(server.ctx, { source: 'command' }, { report });
		await server.runJob('erasure');
		expect((await listed())[0]).toEqual(['contacts: 1, told 1', undefined]);
	});

	it('is bounded, and many deliveries of entries do not push the imports of lists out', async () => {
		const entries = { taken: 1, known: 0, tooOld: 0, rejected: [] };
		for (let count = 0; count < 103; count += 1) {
			now += 60_000;
			await recordImport(server.ctx, { source: 'folder', file: `${count}.csv` }, { entries });
		}
		const listed = await listImports(server.ctx.couch);
		expect(listed.filter((one) => one.entries)).toHaveLength(100);
		expect(listed[0]).toMatchObject({ source: 'folder', file: '102.csv', entries: { taken: 1 } });
		expect(listed.at(-1)).toMatchObject({ source: 'web' });
	});
});
