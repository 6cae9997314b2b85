import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importCommand } from '../../../server/import/cli.ts';
import { parseImportArguments } from '../../../server/import/importArguments.ts';
import { contactRow, contactRows, contacts, file, SITES, SITE_HEADINGS } from './csvFixture.ts';
import { MemoryStore } from './memoryStore.ts';

let folder: string;
let store: MemoryStore;
let printed: string[];
let warned: string[];
let closed: number;

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'import-'));
	store = new MemoryStore();
	printed = [];
	warned = [];
	closed = 0;
	await save('sites.csv', SITES);
});
afterEach(() => rm(folder, { recursive: true }));

const at = (name: string) => path.join(folder, name);
const save = (name: string, bytes: Buffer) => writeFile(at(name), new Uint8Array(bytes));

function run(...argv: string[]): Promise<number> {
	return importCommand(argv, {
		openStore: async () => ({
			store,
			close: async () => {
				closed += 1;
			}
		}),
		print: (line) => printed.push(line),
		warn: (line) => warned.push(line)
	});
}

describe('parseImportArguments', () => {
	test('reads files and options', () => {
		expect(
			parseImportArguments(['--sites', 's', '--contacts=c', '--json', '--dry-run', '--allow-gone'])
		).toEqual({
			files: { sites: 's', staff: undefined, contacts: 'c' },
			json: true,
			dryRun: true,
			allowGone: true
		});
	});

	test.each([
		[[]],
		[['--json']],
		[['--contact', 'f']],
		[['--sites']],
		[['f.csv']],
		[['--sites', 's', 'f.csv']]
	])('refuses %j', (argv) => expect(() => parseImportArguments(argv)).toThrow());
});

describe('npm run import', () => {
	test('ends with one line of JSON, and 0 although rows were rejected', async () => {
		await save('contacts.csv', contacts(contactRow('1'), contactRow('2', { birth: '29.02.2023' })));
		expect(await run('--sites', at('sites.csv'), '--contacts', at('contacts.csv'), '--json')).toBe(0);
		expect(JSON.parse(printed.at(-1) ?? '')).toEqual({
			contacts: {
				new: 1,
				changed: 0,
				unchanged: 0,
				gone: 0,
				rejected: [{ line: 3, reason: 'Datum 29.02.2023 gibt es nicht (Geburtsdatum)' }]
			},
			sites: { new: 3, changed: 0, unchanged: 0, gone: 0, rejected: [] },
			staff: { new: 0, changed: 0, unchanged: 0, gone: 0, rejected: [] }
		});
		expect(closed).toBe(1);
	});

	test('says in words what was done and what was rejected', async () => {
		await save('contacts.csv', contacts(contactRow('1'), contactRow('2', { site: 'X\x1b[2J' })));
		await run('--sites', at('sites.csv'), '--contacts', at('contacts.csv'));
		expect(printed.join('\n').split('\n')).toEqual([
			'Standorte: 3 neu, 0 geändert, 0 unverändert, 0 entfallen, 0 abgelehnt',
			'Kontakte: 1 neu, 0 geändert, 0 unverändert, 0 entfallen, 1 abgelehnt',
			'  Zeile 3: Unbekannter Standort X[2J'
		]);
	});

	test('says which columns it passed over, on one line each', async () => {
		await save('wide.csv', file(`${SITE_HEADINGS};"Re\ngion"`, 'GMU;Gmunden;Studio;OÖ'));
		await run('--sites', at('wide.csv'));
		expect(printed.join().split('\n').at(-1)).toBe(
			'  Spalte „Re gion“ ist nicht bekannt und wurde übergangen'
		);
	});

	test('a dry run says so and changes nothing', async () => {
		expect(await run('--sites', at('sites.csv'), '--dry-run')).toBe(0);
		expect(printed[0]).toBe('Vorschau, nichts wurde geändert.');
		expect(store.docs.size).toBe(0);
	});

	test.each([
		['is missing', 'missing.csv'],
		['is a folder', '.'],
		['is empty', 'empty.csv']
	])('ends with 1 where a file %s', async (_, name) => {
		await save('empty.csv', Buffer.alloc(0));
		expect(await run('--sites', at('sites.csv'), '--contacts', at(name))).toBe(1);
		expect(warned.join()).toMatch(/Die Datei (lässt sich nicht öffnen|ist leer)/);
		expect(printed).toEqual([]);
		expect(store.docs.size).toBe(0);
	});

	test('ends with 2 and the usage where it was not called as it should be', async () => {
		expect(await run('--kontakte', 'x')).toBe(2);
		expect(warned.join()).toContain('Aufruf: npm run import');
	});

	test('ends with 3 where most contacts would go, until it is allowed', async () => {
		await save('many.csv', contacts(...contactRows(1, 300)));
		await save('few.csv', contacts(...contactRows(1, 10)));
		await run('--sites', at('sites.csv'), '--contacts', at('many.csv'));
		expect(await run('--contacts', at('few.csv'))).toBe(3);
		expect(warned.join()).toContain('--allow-gone');
		expect(closed).toBe(2);
		expect(await run('--contacts', at('few.csv'), '--allow-gone', '--json')).toBe(0);
		expect(JSON.parse(printed.at(-1) ?? '')).toMatchObject({ contacts: { gone: 290, unchanged: 10 } });
	});

	test('throws on what is no fault of the files', async () => {
		store.conflicts = 9;
		await expect(run('--sites', at('sites.csv'))).rejects.toThrow();
		expect(closed).toBe(1);
	});
});
