import { describe, expect, test } from 'vitest';
import { contactTable } from '../../../server/import/contactTable.ts';
import { DAMAGED } from '../../../server/import/decode.ts';
import { readTable } from '../../../server/import/readTable.ts';
import { siteTable } from '../../../server/import/siteTable.ts';
import { staffTable } from '../../../server/import/staffTable.ts';
import { contactRow, contacts, CONTACT_HEADINGS, file, SITE_HEADINGS, STAFF_HEADINGS } from './csvFixture.ts';

const sites = new Set(['GMU', 'RIE']);
const readContacts = (...rows: string[]) => readTable(contacts(...rows), contactTable, sites);
const readStaff = (...rows: string[]) => readTable(file(STAFF_HEADINGS, ...rows), staffTable, sites);
const readSites = (...rows: string[]) => readTable(file(SITE_HEADINGS, ...rows), siteTable, sites);

describe('a contact', () => {
	test('is read with all its columns', async () => {
		const { items, rejected } = await readContacts(
			' 10004 ;Kimberly;Schäffer;03.01.1988;Seeweg 85;4810;Gmunden;0652 1;k@beispiel.at;GMU;gekündigt;23.08.2024;MF54'
		);
		expect(rejected).toEqual([]);
		expect(items).toEqual([
			{
				id: '10004',
				first: 'Kimberly',
				last: 'Schäffer',
				birth: '1988-01-03',
				street: 'Seeweg 85',
				zip: '4810',
				city: 'Gmunden',
				phone: '0652 1',
				email: 'k@beispiel.at',
				site: 'GMU',
				state: 'ended',
				since: '2024-08-23',
				card: 'MF54'
			}
		]);
	});

	test('may lack everything but KundenID and Status', async () => {
		const { items } = await readContacts('1;;;;;;;;;;ruhend;;');
		expect(items).toMatchObject([{ id: '1', first: '', birth: '', site: '', state: 'paused', since: '' }]);
	});

	test.each([
		['no-id', 'Keine KundenID', contactRow(' ')],
		['no-id', 'Keine KundenID', ';;;;;;;;;;;;'],
		['duplicate', 'KundenID 10 kam schon in Zeile 2 vor', contactRow('10')],
		['date', 'Datum 31.02.1985 gibt es nicht (Geburtsdatum)', contactRow('11', { birth: '31.02.1985' })],
		['site', 'Unbekannter Standort XXX', contactRow('11', { site: 'XXX' })],
		['state', 'Unbekannter Status „Interessent“', contactRow('11', { state: 'Interessent' })],
		['state', 'Unbekannter Status „“', contactRow('11', { state: '' })],
		['long', 'Feld Ort ist länger als 200 Zeichen', contactRow('11', { city: 'x'.repeat(201) })],
		['long', 'KundenID ist länger als 64 Zeichen', contactRow('1'.repeat(65))],
		['line-break', 'KundenID enthält einen Zeilenumbruch', '"1\r\n1";Anna;Berger;;;;;;;GMU;aktiv;;'],
		['columns', '3 Spalten statt 13', '11;Zu;Wenig'],
		['columns', '14 Spalten statt 13', `${contactRow('11')};`],
		['columns', '1 Spalte statt 13', 'Ende der Liste'],
		['quote', 'Ein Anführungszeichen wird nicht geschlossen', contactRow('11', { first: '"Anna' })],
		[
			'damaged',
			'Die Zeile enthält Zeichen, die nicht lesbar sind',
			contactRow('11', { first: `M${DAMAGED}ller` })
		],
		['row-size', 'Die Zeile ist länger als 256 KB', contactRow('11', { first: 'x'.repeat(3_000_000) })]
	])('is rejected by itself: %s, %s', async (code, reason, row) => {
		const { items, rejected } = await readContacts(contactRow('10'), '', row, contactRow('12'));
		expect(rejected).toEqual([{ line: 4, code, reason }]);
		expect(items.map(({ id }) => id)).toEqual(['10', '12']);
	});

	test('field of 200 characters is taken', async () => {
		const { items } = await readContacts(contactRow('10', { city: 'x'.repeat(200) }));
		expect(items[0]?.city).toHaveLength(200);
	});

	test('is told at the line where the row begins, line breaks within quotation marks counted', async () => {
		const { items, rejected } = await readContacts(
			contactRow('10', { first: '"Zeilen\r\numbruch"' }),
			'',
			contactRow('11', { birth: '"29.02.\r\n2023"' }),
			contactRow('12', { birth: '29.02.2023' })
		);
		expect(items[0]?.first).toBe('Zeilen\numbruch');
		expect(rejected.map(({ line }) => line)).toEqual([5, 7]);
	});

	test.each([
		['=HYPERLINK("http://x")', '"=HYPERLINK(""http://x"")"'],
		['<script>alert(1)</script>', '<script>alert(1)</script>'],
		['{{7*7}} ${x} %s', '{{7*7}} ${x} %s'],
		['Anna 💪🏽', 'Anna 💪🏽'],
		['نور الهدى', 'نور الهدى'],
		['\u202eannA', '\u202eannA'],
		['An na', '\0An\x07 n\x1ba\x7f\x85'],
		['An\tna\nB', '"  An\tna\rB  "'],
		['__proto__', '__proto__']
	])('keeps hostile text as text: %s', async (kept, written) => {
		const { items, rejected } = await readContacts(contactRow('10', { first: written }));
		expect(rejected).toEqual([]);
		expect(items[0]?.first).toBe(kept);
	});

	test('in a rejected row counts as unsettled, as far as its id can be read', async () => {
		const { unsettled } = await readContacts(
			contactRow('10', { birth: '31.02.1985' }),
			'11;Zu;Wenig',
			contactRow('12', { first: '"Anna' }),
			contactRow('13')
		);
		expect([...unsettled]).toEqual(['10', '11', '12']);
	});
});

describe('a staff member', () => {
	test('is read with sites, role, and the PIN apart', async () => {
		const { items } = await readStaff(
			'100;Lio;Spinner;"RIE, GMU,RIE";Leitung;0889',
			'101;Sam;Reiter;;administratorin;'
		);
		expect(items).toEqual([
			{
				staff: { id: '100', first: 'Lio', last: 'Spinner', sites: ['RIE', 'GMU'], role: 'lead' },
				pin: '0889'
			},
			{ staff: { id: '101', first: 'Sam', last: 'Reiter', sites: [], role: 'admin' } }
		]);
	});

	test.each([
		['role', 'Unbekannte Rolle „Chef“', '100;A;B;GMU;Chef;1234'],
		['site', 'Unbekannter Standort XXX', '100;A;B;GMU,XXX;Leitung;1234'],
		['no-id', 'Keine Personalnummer', ';A;B;GMU;Leitung;1234'],
		['pin', 'Die PIN muss 4 bis 8 Ziffern haben', '100;A;B;GMU;Leitung;123'],
		['pin', 'Die PIN muss 4 bis 8 Ziffern haben', '100;A;B;GMU;Leitung;123456789'],
		['pin', 'Die PIN muss 4 bis 8 Ziffern haben', '100;A;B;GMU;Leitung;12a4']
	])('is rejected: %s, %s', async (code, reason, row) => {
		expect((await readStaff(row)).rejected).toEqual([{ line: 2, code, reason }]);
	});
});

describe('a site', () => {
	test('is a studio or an office', async () => {
		const { items } = await readSites('GMU;Gmunden;Studio', 'ZEN;Zentrale;Verwaltungsstelle');
		expect(items).toEqual([
			{ id: 'GMU', name: 'Gmunden', kind: 'studio' },
			{ id: 'ZEN', name: 'Zentrale', kind: 'office' }
		]);
	});

	test.each([
		['kind', 'Unbekannte Art „Lager“', 'LAG;Lager;Lager'],
		['no-id', 'Kein Kürzel', ';Gmunden;Studio']
	])('is rejected: %s, %s', async (code, reason, row) => {
		expect((await readSites(row)).rejected).toEqual([{ line: 2, code, reason }]);
	});
});

describe('a file', () => {
	test('of cp1252 is read like one of UTF-8', async () => {
		const bytes = Buffer.from(
			contacts(contactRow('10', { first: 'Jörg', state: 'gekündigt' })).toString(),
			'latin1'
		);
		const { items } = await readTable(bytes, contactTable, sites);
		expect(items).toMatchObject([{ first: 'Jörg', state: 'ended' }]);
	});

	test.each([
		['empty', Buffer.alloc(0)],
		['empty', Buffer.from('\r\n\r\n')],
		['header', contacts().subarray(20)],
		['header', Buffer.from('x'.repeat(2_000_000))],
		['header', file(CONTACT_HEADINGS.replace('Nachname', '"Nachname'))],
		['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
		['too-many-rejected', file(CONTACT_HEADINGS, ...Array<string>(100_001).fill(';'.repeat(12)))]
	])('that is no good says so as a whole: %s', async (code, bytes) => {
		await expect(readTable(bytes, contactTable, sites)).rejects.toMatchObject({
			code,
			message: expect.stringMatching(/^Kontakte: /)
		});
	});

	test('tells how far it has been read', async () => {
		const told: [number, number][] = [];
		const bytes = contacts(contactRow('10'));
		await readTable(bytes, contactTable, sites, (read, total) => told.push([read, total]));
		expect(told.at(-1)).toEqual([bytes.length, bytes.length]);
	});

	test('that names sites before there are any says why', async () => {
		const { rejected } = await readTable(contacts(contactRow('10')), contactTable, new Set());
		expect(rejected[0]?.reason).toBe('Unbekannter Standort GMU (es sind noch keine Standorte importiert)');
	});
});
