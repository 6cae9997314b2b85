import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	isWithin,
	mondayOf,
	periodUntil,
	weekNumber,
	weeksOf
} from '../../../../src/lib/domain/reports/period.ts';
import { addDays } from '../../../../src/lib/domain/time/zone.ts';

const VIENNA = 'Europe/Vienna';

describe('the periods that reports offer', () => {
	test('end today and have the days that they are called by', () => {
		expect(periodUntil('7-days', '2026-11-24')).toEqual({ from: '2026-11-18', until: '2026-11-24' });
		expect(periodUntil('30-days', '2026-11-24')).toEqual({ from: '2026-10-26', until: '2026-11-24' });
		expect(periodUntil('90-days', '2026-11-24')).toEqual({ from: '2026-08-27', until: '2026-11-24' });
		expect(periodUntil('12-months', '2026-11-24')).toEqual({ from: '2025-11-25', until: '2026-11-24' });
	});

	test('know 29 February', () => {
		expect(periodUntil('12-months', '2028-02-29')).toEqual({ from: '2027-03-01', until: '2028-02-29' });
		expect(periodUntil('12-months', '2029-02-28')).toEqual({ from: '2028-02-29', until: '2029-02-28' });
	});
});

describe('an instant within a period', () => {
	const day = { from: '2026-10-25', until: '2026-10-25' };

	test('is read on the calendar of the site, in the night of 25 hours too', () => {
		expect(isWithin(Date.parse('2026-10-24T21:59:59.999Z'), day, VIENNA)).toBe(false);
		expect(isWithin(Date.parse('2026-10-24T22:00:00Z'), day, VIENNA)).toBe(true);
		expect(isWithin(Date.parse('2026-10-25T22:59:59.999Z'), day, VIENNA)).toBe(true);
		expect(isWithin(Date.parse('2026-10-25T23:00:00Z'), day, VIENNA)).toBe(false);
		expect(isWithin(Date.parse('2026-10-24T22:00:00Z'), day, 'Europe/Lisbon')).toBe(false);
	});
});

describe('weeks', () => {
	test('are those of ISO 8601', () => {
		expect(weekNumber('2026-11-24')).toBe(48);
		expect(weekNumber('2026-12-31')).toBe(53);
		expect(weekNumber('2027-01-03')).toBe(53);
		expect(weekNumber('2027-01-04')).toBe(1);
		expect(weekNumber('2024-12-30')).toBe(1);
	});

	test('are cut to the period', () => {
		expect(weeksOf({ from: '2026-11-11', until: '2026-11-24' })).toEqual([
			{ from: '2026-11-11', until: '2026-11-15' },
			{ from: '2026-11-16', until: '2026-11-22' },
			{ from: '2026-11-23', until: '2026-11-24' }
		]);
		expect(weeksOf({ from: '2026-11-11', until: '2026-11-11' })).toHaveLength(1);
	});

	test('cover every day of the period once', () => {
		fc.assert(
			fc.property(fc.nat(3000), fc.nat(400), (start, length) => {
				const from = addDays('2024-01-01', start);
				const period = { from, until: addDays(from, length) };
				const weeks = weeksOf(period);
				expect(weeks[0]?.from).toBe(from);
				expect(weeks.at(-1)?.until).toBe(period.until);
				for (const [at, week] of weeks.entries()) {
					expect(mondayOf(week.from)).toBe(mondayOf(week.until));
					if (at > 0) expect(week.from).toBe(addDays(weeks[at - 1]?.until ?? '', 1));
				}
			})
		);
	});
});
