import { describe, expect, it } from 'vitest';
import { birthNumber, birthPattern, birthTest, isWholeDate } from '../../../src/lib/search/birthPattern.ts';

const fits = (typed: string, iso: string) => {
	const pattern = birthPattern(typed);
	return pattern !== undefined && birthTest(pattern)(birthNumber(iso));
};

describe('dates of birth while they are typed', () => {
	it.each([
		'13.06.2006',
		'13.6.2006',
		'13. 6. 2006',
		'13.6.06',
		'13/06/2006',
		'130606',
		'13062006',
		'20060613'
	])('%s is the 13 June 2006', (typed) => {
		expect(fits(typed, '2006-06-13')).toBe(true);
		expect(fits(typed, '2006-06-14')).toBe(false);
		expect(fits(typed, '2006-07-13')).toBe(false);
		expect(fits(typed, '2007-06-13')).toBe(false);
		expect(isWholeDate(birthPattern(typed) ?? { day: 0, month: 0, year: '', certain: false })).toBe(true);
	});

	it.each([
		'13.',
		'13.0',
		'13.06',
		'13.6.',
		'13.06.2',
		'13.06.20',
		'13.06.200',
		'2006',
		'2006-',
		'2006-06',
		'2006-06-13'
	])('%s does not lose the 13 June 2006 on the way', (typed) => expect(fits(typed, '2006-06-13')).toBe(true));

	it.each([
		'13.13.2006',
		'32.1.',
		'0664/123',
		'0732-12',
		'99',
		'12345',
		'1306x',
		'13.06.3006',
		'1850',
		'',
		'993306'
	])('%s is no date', (typed) => expect(birthPattern(typed)).toBeUndefined());

	it('never means somebody whose date is unknown', () => {
		expect(birthNumber('')).toBe(0);
		expect(fits('2000', '')).toBe(false);
		expect(fits('00.00.0000', '')).toBe(false);
		expect(fits('0.', '')).toBe(false);
	});

	it('keeps what can be another number apart from what cannot', () => {
		expect(birthPattern('13.6.')?.certain).toBe(true);
		expect(birthPattern('130606')?.certain).toBe(false);
	});
});
