import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { germanDate } from '../../../server/import/germanDate.ts';

const read = (text: string) => germanDate(text, 'Geburtsdatum');

describe('germanDate', () => {
	test.each([
		['', ''],
		['03.01.1988', '1988-01-03'],
		['3.1.1988', '1988-01-03'],
		['29.02.2024', '2024-02-29'],
		['29.02.2000', '2000-02-29']
	])('reads „%s“', (text, date) => expect(read(text)).toBe(date));

	test.each([
		'31.02.2020',
		'29.02.2023',
		'29.02.1900',
		'31.04.2020',
		'00.01.2020',
		'01.13.2020',
		'01.00.2020',
		'01.01.0000'
	])('%s does not exist', (text) => {
		expect(() => read(text)).toThrow(
			expect.objectContaining({ code: 'date', message: `Datum ${text} gibt es nicht (Geburtsdatum)` })
		);
	});

	test.each(['2020-02-01', '01.01.90', '1/2/2020', '01.01.2020 00:00', 'gestern'])(
		'%s has another form',
		(text) => {
			expect(() => read(text)).toThrow(expect.objectContaining({ code: 'date-form' }));
		}
	);

	test('takes every day of the calendar, as the calendar has it', () => {
		const day = fc.date({ min: new Date('1850-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
		fc.assert(
			fc.property(day, (date) => {
				const iso = date.toISOString().slice(0, 10);
				expect(read(iso.split('-').reverse().join('.'))).toBe(iso);
			})
		);
	});
});
