import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listImports, recordImport } from '../../../server/import/history.ts';
import { pairedDevice, setUp, signedIn, type Caller } from '../api/caller.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { contactRows, contacts, SITES } from './csvFixture.ts';

let now = Date.parse('2026-11-18T12:00:00Z');
let server: TestServer;
let admin: Caller;
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
	admin = await setUp(server);
});
afterAll(() => server.stop());

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
