import { describe, expect, it } from 'vitest';
import { readEntryList } from '../../../server/entries/entryList.ts';
import { entryTable } from '../../../server/entries/entryTable.ts';
import { SiteClock } from '../../../server/entries/siteClock.ts';
import { readTable } from '../../../server/import/readTable.ts';
import { file } from '../import/csvFixture.ts';

const HEADINGS = 'Zeitpunkt;Studio;Zugang;Art;Kartennummer;Kundennummer;Name;Besuch';
const SITES = new Set(['LNU', 'LIS']);
const NOW = Date.parse('2026-11-18T21:00:00Z');

const times = {
	now: NOW,
	clock: new SiteClock((site) => (site === 'LIS' ? 'Europe/Lisbon' : 'Europe/Vienna'))
};
const table = entryTable(times);
const read = (...rows: string[]) => readTable(file(HEADINGS, ...rows), table, SITES);
/** What a row with that time becomes. */
async function timeOf(time: string, site = 'LNU'): Promise<string | undefined> {
	const { items, rejected } = await read(`${time};${site};Drehkreuz 1;Terminal;MF1;48213;Huber, Sabine;Home`);
	return items[0]?.event.at ?? rejected[0]?.reason;
}

describe('a file of the access control', () => {
	it('gives who came in, when, at which terminal, by card or by hand, home or guest', async () => {
		const { items, rejected } = await read(
			'18.11.2026 14:32:05;LNU;Drehkreuz 1;Terminal;MF1;48213;Huber, Sabine;Home',
			'18.11.2026 14:33;LNU;Außentüre;Rezeption;MF2;48219;"Huber; Simon";Gast'
		);
		expect(rejected).toEqual([]);
		expect(items).toEqual([
			{
				line: 2,
				site: 'LNU',
				event: {
					at: '2026-11-18T13:32:05.000Z',
					terminal: 'Drehkreuz 1',
					way: 'card',
					card: 'MF1',
					contact: '48213',
					name: 'Huber, Sabine',
					visit: 'home'
				}
			},
			{
				line: 3,
				site: 'LNU',
				event: {
					at: '2026-11-18T13:33:00.000Z',
					terminal: 'Außentüre',
					way: 'hand',
					card: 'MF2',
					contact: '48219',
					name: 'Huber; Simon',
					visit: 'guest'
				}
			}
		]);
	});

	it.each([
		['UTF-8', (text: string) => Buffer.from(text)],
		['UTF-8 with BOM', (text: string) => Buffer.from(`\uFEFF${text}`)],
		['cp1252', (text: string) => Buffer.from(text, 'latin1')]
	])('is read in %s', async (_name, encode) => {
		const text = `${HEADINGS}\r\n18.11.2026 14:32:05;LNU;Außentüre;Rezeption;MF1;1;Müller, Jörg;Home\r\n`;
		const { items } = await readTable(encode(text), table, SITES);
		expect(items[0]?.event).toMatchObject({ terminal: 'Außentüre', name: 'Müller, Jörg', way: 'hand' });
	});

	it('takes a card that nobody has, and words that are new to us', async () => {
		const { items } = await read(
			'18.11.2026 12:00:01;LNU;Drehkreuz 1;Terminal;MF99999999;;;',
			'18.11.2026 12:00:02;LNU;;App;;;;Tageskarte'
		);
		expect(items.map(({ event }) => [event.card, event.contact, event.way, event.visit])).toEqual([
			['MF99999999', '', 'card', ''],
			['', '', 'card', '']
		]);
	});

	it('finds its columns in any order, and needs only time, studio and card', async () => {
		const bytes = file('Kartennummer;Studio;Zeitpunkt', 'MF1;LNU;18.11.2026 12:00:01');
		const { items } = await readTable(bytes, table, SITES);
		expect(items[0]?.event).toMatchObject({ card: 'MF1', at: '2026-11-18T11:00:01.000Z' });
	});

	it.each([
		['18.11.2026 25:61:00', 'Zeitpunkt 18.11.2026 25:61:00 gibt es nicht'],
		['18.11.2026 24:00:00', 'Zeitpunkt 18.11.2026 24:00:00 gibt es nicht'],
		['18.11.2026 12:00:60', 'Zeitpunkt 18.11.2026 12:00:60 gibt es nicht'],
		['31.09.2026 12:00:00', 'Zeitpunkt 31.09.2026 12:00:00 gibt es nicht'],
		['29.02.2025 12:00:00', 'Zeitpunkt 29.02.2025 12:00:00 gibt es nicht'],
		['00.01.2026 12:00:00', 'Zeitpunkt 00.01.2026 12:00:00 gibt es nicht'],
		['18.11.0026 12:00:00', 'Zeitpunkt 18.11.0026 12:00:00 gibt es nicht'],
		['18.11.2026', 'Zeitpunkt „18.11.2026“ hat nicht die Form TT.MM.JJJJ HH:MM:SS'],
		['2026-11-18 12:00:00', 'Zeitpunkt „2026-11-18 12:00:00“ hat nicht die Form TT.MM.JJJJ HH:MM:SS'],
		['', 'Zeitpunkt „“ hat nicht die Form TT.MM.JJJJ HH:MM:SS'],
		['18.11.2026 23:30:00', 'Zeitpunkt 18.11.2026 23:30:00 liegt in der Zukunft']
	])('rejects the impossible time "%s"', async (time, reason) => {
		expect(await timeOf(time)).toBe(reason);
	});

	it('rejects unknown sites, fields that are too long and a wrong number of columns, and takes the rest', async () => {
		const { items, rejected } = await read(
			'18.11.2026 12:00:01;XXX;Drehkreuz 1;Terminal;MF1;;;',
			'',
			`18.11.2026 12:00:02;LNU;${'x'.repeat(201)};Terminal;MF1;;;`,
			'18.11.2026 12:00:03;LNU;Drehkreuz 1',
			'18.11.2026 12:00:04;LNU;Drehkreuz 1;Terminal;MF1;;;'
		);
		expect(items.map(({ line }) => line)).toEqual([6]);
		expect(rejected.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
			'2: Unbekannter Standort XXX',
			'4: Feld Zugang ist länger als 200 Zeichen',
			'5: 3 Spalten statt 8'
		]);
	});

	it('is read on the clock of the site', async () => {
		expect(await timeOf('18.11.2026 12:00:00', 'LIS')).toBe('2026-11-18T12:00:00.000Z');
		expect(await timeOf('18.07.2026 12:00:00', 'LNU')).toBe('2026-07-18T10:00:00.000Z');
	});

	it('knows the night in which the clock is put forward: the hour between does not exist', async () => {
		expect(await timeOf('29.03.2026 01:59:59')).toBe('2026-03-29T00:59:59.000Z');
		expect(await timeOf('29.03.2026 02:00:00')).toBe('Zeitpunkt 29.03.2026 02:00:00 gibt es nicht');
		expect(await timeOf('29.03.2026 02:59:59')).toBe('Zeitpunkt 29.03.2026 02:59:59 gibt es nicht');
		expect(await timeOf('29.03.2026 03:00:00')).toBe('2026-03-29T01:00:00.000Z');
	});

	it('knows the night in which it is put back: of the hour that comes twice it takes the first', async () => {
		expect(await timeOf('25.10.2026 01:59:59')).toBe('2026-10-24T23:59:59.000Z');
		expect(await timeOf('25.10.2026 02:30:00')).toBe('2026-10-25T00:30:00.000Z');
		expect(await timeOf('25.10.2026 03:00:00')).toBe('2026-10-25T02:00:00.000Z');
	});
});

describe('a list of events in JSON', () => {
	const readList = (...list: unknown[]) => readEntryList(list, SITES, times);

	it('gives the same events as a file', () => {
		const { items, rejected } = readList(
			{ at: '2026-11-18T14:32:05+01:00', site: 'LNU', terminal: 'Drehkreuz 1', card: 'MF1', visit: 'guest' },
			{ at: '2026-11-18T14:32:05', site: 'LNU', way: 'hand', contact: '48213', name: 'Huber, Sabine' },
			{ at: '2026-11-18T13:32:05.750Z', site: 'LIS' }
		);
		expect(rejected).toEqual([]);
		expect(items.map(({ event }) => event.at)).toEqual(Array(3).fill('2026-11-18T13:32:05.000Z'));
		expect(items[0]?.event).toEqual({
			at: '2026-11-18T13:32:05.000Z',
			terminal: 'Drehkreuz 1',
			way: 'card',
			card: 'MF1',
			contact: '',
			name: '',
			visit: 'guest'
		});
	});

	it.each([
		[null, 'Das ist kein Eintritt'],
		['x', 'Das ist kein Eintritt'],
		[{ site: 'LNU' }, 'Feld at hat eine unzulässige Form'],
		[{ at: '2026-11-18T14:32:05', site: 'LNU', card: 7 }, 'Feld card hat eine unzulässige Form'],
		[{ at: '2026-11-18T14:32:05', site: 'LNU', way: 'door' }, 'Feld way hat eine unzulässige Form'],
		[{ at: '2026-11-18T14:32:05', site: 'LNU', name: '\uD800' }, 'Feld name hat eine unzulässige Form'],
		[
			{ at: '2026-11-18T14:32:05', site: 'LNU', name: 'x'.repeat(201) },
			'Feld name hat eine unzulässige Form'
		],
		[{ at: '2026-11-18T14:32:05', site: 'XXX' }, 'Unbekannter Standort XXX'],
		[{ at: '18.11.2026 14:32', site: 'LNU' }, 'Zeitpunkt „18.11.2026 14:32“ ist nicht ISO 8601'],
		[{ at: '2026-02-30T12:00:00Z', site: 'LNU' }, 'Zeitpunkt 2026-02-30T12:00:00Z gibt es nicht'],
		[{ at: '2026-03-29T02:30:00', site: 'LNU' }, 'Zeitpunkt 2026-03-29T02:30:00 gibt es nicht'],
		[{ at: '2026-11-19T02:30:00Z', site: 'LNU' }, 'Zeitpunkt 2026-11-19T02:30:00Z liegt in der Zukunft']
	])('rejects only what is wrong: %j', (sent, reason) => {
		const good = { at: '2026-11-18T14:32:05', site: 'LNU' };
		const { items, rejected } = readList(good, sent, good);
		expect(items.map(({ line }) => line)).toEqual([1, 3]);
		expect(rejected).toMatchObject([{ line: 2, reason }]);
	});
});
