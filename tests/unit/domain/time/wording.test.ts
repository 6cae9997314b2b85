import { describe, expect, test } from 'vitest';
import {
	dateFigures,
	dayWords,
	instantWords,
	type Wording
} from '../../../../src/lib/domain/time/wording.ts';

const austrian: Wording = {
	locale: 'de-AT',
	words: { today: 'heute', yesterday: 'gestern', tomorrow: 'morgen' }
};
const english: Wording = {
	locale: 'en-GB',
	words: { today: 'today', yesterday: 'yesterday', tomorrow: 'tomorrow' }
};
const TODAY = '2026-11-18';

describe('days as people say them (LOOK 7)', () => {
	test.each([
		['2026-11-18', 'heute', 'today'],
		['2026-11-17', 'gestern', 'yesterday'],
		['2026-11-19', 'morgen', 'tomorrow'],
		['2026-11-16', 'Mo 16.11.', 'Mon 16/11'],
		['2026-11-20', 'Fr 20.11.', 'Fri 20/11'],
		['2026-01-02', 'Fr 02.01.', 'Fri 02/01'],
		['2025-11-18', '18.11.2025', '18/11/2025'],
		['2027-01-01', '01.01.2027', '01/01/2027']
	])('%s is %s, %s', (day, german, englishText) => {
		expect(dayWords(day, TODAY, austrian)).toBe(german);
		expect(dayWords(day, TODAY, english)).toBe(englishText);
	});

	test('around the turn of the year, and around the change of the clocks', () => {
		expect(dayWords('2026-12-31', '2027-01-01', austrian)).toBe('gestern');
		expect(dayWords('2027-01-01', '2026-12-31', austrian)).toBe('morgen');
		expect(dayWords('2026-10-25', '2026-10-26', austrian)).toBe('gestern');
		expect(dayWords('2026-03-30', '2026-03-29', austrian)).toBe('morgen');
	});

	test('instants in the time of the site, not of the device', () => {
		const now = Date.parse('2026-11-18T23:30:00Z');
		const seen = Date.parse('2026-11-18T22:41:00Z');
		expect(instantWords(seen, now, 'Europe/Vienna', austrian)).toBe('gestern 23:41');
		expect(instantWords(seen, now, 'UTC', austrian)).toBe('heute 22:41');
		expect(instantWords(Date.parse('2026-11-16T08:05:00Z'), now, 'Europe/Vienna', austrian)).toBe(
			'Mo 16.11. 09:05'
		);
	});

	test('dates in figures, nothing for none', () => {
		expect(dateFigures('2006-06-13', 'de-AT')).toBe('13.06.2006');
		expect(dateFigures('2006-06-13', 'en-GB')).toBe('13/06/2006');
		expect(dateFigures('', 'de-AT')).toBe('');
	});

	test('the machine that runs this knows the Austrian names of months', () => {
		const month = new Intl.DateTimeFormat('de-AT', { month: 'long', timeZone: 'UTC' });
		expect(month.format(Date.parse('2026-01-15T00:00:00Z'))).toBe('Jänner');
	});
});
