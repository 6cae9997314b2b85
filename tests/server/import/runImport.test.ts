import { beforeEach, describe, expect, test } from 'vitest';
import { reportJson } from '../../../server/import/report.ts';
import type { ImportProgress } from '../../../server/import/readFiles.ts';
import { runImport } from '../../../server/import/runImport.ts';
import { contactRow, contactRows, contacts, file, SITES, STAFF_HEADINGS } from './csvFixture.ts';
import { MemoryStore } from './memoryStore.ts';

const staff = file(STAFF_HEADINGS, '100;Lio;Auer;GMU,RIE;Leitung;0889', '101;Sam;Reiter;ZEN;Verwaltung;1955');
const nothing = { new: 0, changed: 0, unchanged: 0, gone: 0, rejected: [] };

let store: MemoryStore;
beforeEach(() => {
	store = new MemoryStore();
});

describe('runImport', () => {
	test('knows the sites that are new in the same import', async () => {
		const report = await runImport(store, { sites: SITES, staff, contacts: contacts(...contactRows(1, 3)) });
		expect(reportJson(report)).toEqual({
			contacts: { ...nothing, new: 3 },
			sites: { ...nothing, new: 3 },
			staff: { ...nothing, new: 2 }
		});
		expect(store.writes.flat()).toEqual(['sites', 'staff', 'contacts:0001']);
	});

	test('knows the sites of earlier imports', async () => {
		await runImport(store, { sites: SITES });
		const report = await runImport(store, {
			contacts: contacts(contactRow('1'), contactRow('2', { site: 'XXX' }))
		});
		expect(reportJson(report)).toEqual({
			contacts: { ...nothing, new: 1, rejected: [{ line: 3, reason: 'Unbekannter Standort XXX' }] },
			sites: nothing,
			staff: nothing
		});
		expect(report).not.toHaveProperty('sites');
	});

	test('writes nothing the second time', async () => {
		const files = { sites: SITES, staff, contacts: contacts(...contactRows(1, 250)) };
		await runImport(store, files);
		store.writes.length = 0;
		const report = await runImport(store, files);
		// an earlier try may have been cut off after it had written the list
		expect(store.followed).toBe(2);
		expect(reportJson(report)).toEqual({
			contacts: { ...nothing, unchanged: 250 },
			sites: { ...nothing, unchanged: 3 },
			staff: { ...nothing, unchanged: 2 }
		});
		expect(store.writes).toEqual([]);
	});

	test('a dry run reports the same and writes nothing', async () => {
		const files = { sites: SITES, staff, contacts: contacts(...contactRows(1, 3)) };
		const preview = await runImport(store, files, { dryRun: true });
		expect(store.docs.size + store.pins.size + store.followed).toBe(0);
		expect(await runImport(store, files)).toEqual(preview);
	});

	test('keeps PINs out of the directory', async () => {
		await runImport(store, { sites: SITES, staff });
		expect([...store.pins]).toEqual([
			['100', '0889'],
			['101', '1955']
		]);
		expect(JSON.stringify([...store.docs])).not.toMatch(/0889|1955|pin/i);
	});

	test('does not mark gone whose row was rejected, nor staff who stand in no file', async () => {
		await runImport(store, { sites: SITES, staff, contacts: contacts(...contactRows(1, 3)) });
		const report = await runImport(
			store,
			{
				staff: file(STAFF_HEADINGS, '100;Lio;Auer;GMU,RIE;Chef;'),
				contacts: contacts(contactRow('1'), contactRow('2', { birth: '31.02.1985' }))
			},
			{ keepStaff: new Set(['101']) }
		);
		expect(report.contacts).toMatchObject({ unchanged: 1, gone: 1, rejected: [{ line: 3 }] });
		expect(report.contacts?.samples.gone).toEqual([{ id: '3', label: 'Berger, Anna' }]);
		expect(report.staff).toMatchObject({ gone: 0, rejected: [{ line: 2, code: 'role' }] });
	});

	test('writes nothing at all where one of the files is unreadable', async () => {
		const files = { sites: SITES, contacts: Buffer.alloc(0) };
		await expect(runImport(store, files)).rejects.toMatchObject({ name: 'UnreadableFile', code: 'empty' });
		expect(store.docs.size).toBe(0);
	});

	test('asks before it marks most contacts gone', async () => {
		await runImport(store, { sites: SITES, contacts: contacts(...contactRows(1, 300)) });
		const cut = { contacts: contacts(...contactRows(1, 100)) };
		store.writes.length = 0;
		await expect(runImport(store, cut)).rejects.toMatchObject({
			name: 'TooManyGone',
			report: { contacts: { gone: 200, unchanged: 100 } }
		});
		expect(store.writes).toEqual([]);
		expect((await runImport(store, cut, { dryRun: true })).contacts).toMatchObject({
			gone: 200,
			suspicious: true
		});
		await runImport(store, cut, { allowGone: true });
		const all = [...(await store.readAllPages()).values()].flatMap((page) => page.contacts);
		expect(all.filter(({ gone }) => gone)).toHaveLength(200);
	});

	test('plans anew when somebody else was quicker, and gives up at last', async () => {
		store.conflicts = 4;
		const report = await runImport(store, { sites: SITES });
		expect(report.sites?.new).toBe(3);
		expect((await store.readDoc('sites'))?.sites).toHaveLength(3);
		store.conflicts = 5;
		await expect(runImport(store, { staff })).rejects.toThrow();
	});

	test('tells how far it is', async () => {
		const told: ImportProgress[] = [];
		const files = { sites: SITES, contacts: contacts(...contactRows(1, 6_000)) };
		await runImport(store, files, { onProgress: (progress) => told.push(progress) });
		expect([...new Set(told.map(({ step }) => step))]).toEqual(['sites', 'contacts', 'writing']);
		expect(told.at(-1)).toEqual({ step: 'writing', done: 61, total: 61 });
		expect(told.every(({ done, total }) => done > 0 && done <= total)).toBe(true);
	});
});
