import {
	link,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	symlink,
	utimes,
	writeFile
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listImports } from '../../../server/import/history.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { contactRow, contactRows, contacts, file, SITES, STAFF_HEADINGS } from '../import/csvFixture.ts';

const NOW = Date.parse('2026-11-18T21:30:00Z');
const HOUR = 3_600_000;
const ENTRIES = file(
	'Zeitpunkt;Studio;Zugang;Art;Kartennummer;Kundennummer;Name;Besuch',
	'18.11.2026 14:32:00;GMU;Drehkreuz 1;Terminal;MF1;100;Berger, Anna;Home',
	'18.11.2026 25:61:00;GMU;Drehkreuz 1;Terminal;MF1;100;Berger, Anna;Home'
);

let folder: string;
let now = NOW;
let server: TestServer;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'dienstbuch-import-'));
	server = await startTestServer({ importDir: folder, clock: () => now, quiet: true });
});
afterAll(async () => {
	await server.stop();
	await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
	now = NOW;
	for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true });
	await look();
});

// PouchDB's types declare a Buffer of their own, after which Node's is no Uint8Array any more
const put = (name: string, bytes: Buffer | string) =>
	writeFile(path.join(folder, name), new Uint8Array(Buffer.from(bytes)));
const look = () => server.runJob('import-folder');
/** Two looks: a file is taken once it stood still from one to the next. */
async function taken(): Promise<void> {
	await look();
	await look();
}
/** What lies there, the mark of the folder aside. */
const listed = async (...where: string[]) =>
	(await readdir(path.join(folder, ...where))).filter((name) => !name.startsWith('.dienstbuch-')).sort();
const reportOf = (where: string, name: string) =>
	readFile(path.join(folder, where, `${name}.report.txt`), 'utf8');

describe('the watched folder', () => {
	it('takes in files by their header row, in the order that they need, with a report beside each', async () => {
		await put('1.csv', ENTRIES);
		await put('2.CSV', contacts(...contactRows(100, 3), ';Ohne;Nummer;;;;;;;;aktiv;;'));
		await put('3', file(STAFF_HEADINGS, '7;Anna;Huber;GMU;Mitarbeiter;4711'));
		await put('4.txt', SITES);
		await taken();
		expect(await listed()).toEqual(['done', 'failed']);
		expect((await listed('done')).filter((name) => !name.endsWith('.report.txt'))).toEqual([
			'1.csv',
			'2.CSV',
			'3',
			'4.txt'
		]);
		expect(await reportOf('done', '4.txt')).toContain('Standorte: 3 neu');
		expect(await reportOf('done', '3')).toContain('Mitarbeiter: 1 neu');
		expect(await reportOf('done', '2.CSV')).toMatch(
			/Kontakte: 3 neu.*1 abgelehnt\n {2}Zeile 5: Keine KundenID/
		);
		expect(await reportOf('done', '1.csv')).toMatch(/Zutritte: 1 neu.*1 abgelehnt\n {2}Zeile 3: Zeitpunkt/);
		const history = await listImports(server.ctx.couch);
		expect(
			history
				.slice(0, 4)
				.map(({ source, file: name }) => `${source} ${name}`)
				.sort()
		).toEqual(['folder 1.csv', 'folder 2.CSV', 'folder 3', 'folder 4.txt']);
	});

	it('leaves a file alone while somebody writes it', async () => {
		await put('sites.csv', SITES.subarray(0, 30));
		await look();
		await put('sites.csv', SITES);
		await look();
		expect(await listed()).toContain('sites.csv');
		await look();
		expect(await listed('done')).toContain('sites.csv');
	});

	it('takes a file again that came again, and overwrites nothing', async () => {
		for (let count = 0; count < 3; count += 1) {
			await put('sites.csv', SITES);
			await taken();
		}
		expect((await listed('done')).filter((name) => name.endsWith('sites.csv'))).toHaveLength(3);
		const last = (await listed('done')).filter((name) => name.includes('-2-') && name.endsWith('.txt'));
		expect(await readFile(path.join(folder, 'done', last[0] ?? ''), 'utf8')).toContain('3 unverändert');
	});

	it('is not upset by what was half done: the same file counts once', async () => {
		await put('sites.csv', SITES);
		await put('contacts.csv', contacts(...contactRows(500, 3)));
		await taken();
		// as after a crash between the import and the putting away
		await rename(path.join(folder, 'done', 'contacts.csv'), path.join(folder, 'contacts.csv'));
		await taken();
		const reports = (await listed('done')).filter((name) => name.endsWith('contacts.csv.report.txt'));
		const texts = await Promise.all(reports.map((name) => readFile(path.join(folder, 'done', name), 'utf8')));
		expect(texts.some((text) => text.includes('0 neu, 0 geändert, 3 unverändert'))).toBe(true);
	});

	it('keeps newer files of a kind, and those that name what it brings, behind one that has to be tried again', async () => {
		const cityIs = (city: string) => contacts(...['500', '501', '502'].map((id) => contactRow(id, { city })));
		await put('sites.csv', SITES);
		await put('2-older.csv', cityIs('Ebensee'));
		await put('1-newer.csv', cityIs('Traunkirchen'));
		await utimes(path.join(folder, '2-older.csv'), NOW / 1000 - 60, NOW / 1000 - 60);
		await put('entries.csv', ENTRIES);
		const { accounts } = server.ctx;
		const list = accounts.listAccounts.bind(accounts);
		const spy = vi.spyOn(accounts, 'listAccounts');
		spy.mockImplementationOnce(list).mockRejectedValueOnce(new Error('somebody else changes the directory'));
		await taken();
		spy.mockRestore();
		const waiting = ['1-newer.csv', '2-older.csv', 'done', 'entries.csv', 'failed'];
		expect([await listed(), await listed('done')]).toEqual([waiting, ['sites.csv', 'sites.csv.report.txt']]);
		await look();
		expect(await listed()).toEqual(['done', 'failed']);
		const { rows } = await server.ctx.couch.db('directory').list({ include_docs: true });
		expect(JSON.stringify(rows)).toContain('Traunkirchen');
		expect(JSON.stringify(rows)).not.toContain('Ebensee');
	});

	it('does not keep others behind one that is none of the files, whatever is wrong with it', async () => {
		await put('letter.csv', 'Sehr geehrte Damen und Herren');
		await put('sites.csv', SITES);
		const spy = vi.spyOn(server.ctx, 'random').mockImplementationOnce(() => {
			throw new Error('not even noted');
		});
		await taken();
		spy.mockRestore();
		expect([await listed(), await listed('done')]).toEqual([
			['done', 'failed', 'letter.csv'],
			['sites.csv', 'sites.csv.report.txt']
		]);
	});

	it('puts what is no import, or would mark most contacts gone, with the others that failed', async () => {
		await put('sites.csv', SITES);
		await put('many.csv', contacts(...contactRows(1000, 300)));
		await taken();
		await put('few.csv', contacts(...contactRows(1000, 3)));
		await put('letter.csv', 'Sehr geehrte Damen und Herren');
		await put('empty.csv', '');
		await taken();
		expect((await listed('failed')).filter((name) => name.endsWith('.csv'))).toEqual([
			'empty.csv',
			'few.csv',
			'letter.csv'
		]);
		expect(await reportOf('failed', 'few.csv')).toMatch(/mehr als die Hälfte aller.*Nichts wurde geändert/s);
		expect(await reportOf('failed', 'letter.csv')).toContain('Die erste Zeile nennt weder');
		const failed = (await listImports(server.ctx.couch)).filter((one) => one.failed);
		expect(failed.map(({ file: name }) => name)).toEqual(expect.arrayContaining(['few.csv', 'letter.csv']));
	});

	it('follows no links, and leaves folders and what is not finished alone', async () => {
		const outside = await mkdtemp(path.join(tmpdir(), 'dienstbuch-outside-'));
		await writeFile(path.join(outside, 'secret.csv'), new Uint8Array(SITES));
		await symlink(path.join(outside, 'secret.csv'), path.join(folder, 'link.csv'));
		await symlink(outside, path.join(folder, 'folder'));
		await mkdir(path.join(folder, 'deep'));
		await put('deep/sites.csv', SITES);
		await put('.hidden.csv', SITES);
		await put('sites.csv.part', SITES);
		await link(path.join(outside, 'secret.csv'), path.join(folder, 'same.csv'));
		await taken();
		expect(await listed()).toEqual([
			'.hidden.csv',
			'deep',
			'done',
			'failed',
			'folder',
			'link.csv',
			'sites.csv.part'
		]);
		expect(await readdir(outside)).toEqual(['secret.csv']);
		await rm(outside, { recursive: true });
	});

	it('keeps the files and their reports for 14 days, entry events for 72 hours, and touches nothing else', async () => {
		await put('sites.csv', SITES);
		await put('entries.csv', ENTRIES);
		await put('letter.csv', 'Sehr geehrte Damen und Herren');
		await taken();
		const inDone = (name: string, text: string) =>
			writeFile(path.join(folder, 'done', name), new Uint8Array(Buffer.from(text)));
		// somebody else's, and such as an earlier version has left
		await inDone('notes.txt', 'von Hand');
		await inDone('notes.csv', 'von Hand');
		await inDone('notes.csv.report.txt', 'auch von Hand');
		const stamp = new Date(NOW).toISOString();
		await inDone('old.csv', 'a');
		await inDone('old.csv.report.txt', `old.csv, ${stamp}\nZutritte: 1 neu, 0 schon bekannt\n`);
		await inDone('older.csv', 'a');
		await inDone('older.csv.report.txt', `older.csv, ${stamp}\nKontakte: 1 neu\n`);
		const files = async () =>
			[...(await listed('done')), ...(await listed('failed'))].filter(
				(name) => !name.endsWith('.report.txt')
			);
		const others = ['notes.csv', 'notes.txt'];
		const before = await files();
		expect(before).toEqual([
			'entries.csv',
			'notes.csv',
			'notes.txt',
			'old.csv',
			'older.csv',
			'sites.csv',
			'letter.csv'
		]);
		expect(await reportOf('done', 'entries.csv')).toMatch(/werden entfernt: 2026-11-21T21:30:00\.000Z\n$/);
		now = NOW + 72 * HOUR - 1;
		await look();
		expect(await files()).toEqual(before);
		now += 1;
		await look();
		expect(await files()).toEqual(['notes.csv', 'notes.txt', 'older.csv', 'sites.csv', 'letter.csv']);
		// written anew by somebody after it was put away
		const { mtimeMs } = await stat(path.join(folder, 'done', 'sites.csv.report.txt'));
		await utimes(path.join(folder, 'done', 'sites.csv'), mtimeMs / 1000 + 60, mtimeMs / 1000 + 60);
		now = NOW + 14 * 24 * HOUR;
		await look();
		expect(await files()).toEqual([...others, 'sites.csv']);
		expect(await listed('failed')).toEqual([]);
		expect(await listed('done')).toEqual([
			'notes.csv',
			'notes.csv.report.txt',
			'notes.txt',
			'sites.csv',
			'sites.csv.report.txt'
		]);
	});

	it('does nothing where the place for what is done leads elsewhere', async () => {
		const outside = await mkdtemp(path.join(tmpdir(), 'dienstbuch-outside-'));
		await rm(path.join(folder, 'done'), { recursive: true });
		await symlink(outside, path.join(folder, 'done'));
		await put('sites.csv', SITES);
		await expect(look()).rejects.toThrow();
		await expect(look()).rejects.toThrow();
		expect(await readdir(outside)).toEqual([]);
		expect(await listed()).toContain('sites.csv');
		await rm(outside, { recursive: true });
	});
});
