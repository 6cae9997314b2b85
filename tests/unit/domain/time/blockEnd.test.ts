import { describe, expect, test } from 'vitest';
import { blockUntil, problemOfBlockDay, type BlockEnd } from '../../../../src/lib/domain/time/blockEnd.ts';

const VIENNA = 'Europe/Vienna';
/** The end on Vienna's clock, chosen at an instant (UTC). */
const endOf = (end: BlockEnd, now: string, date = '') => {
	const until = blockUntil(end, date, Date.parse(`${now}Z`), VIENNA);
	return until === undefined ? undefined : new Date(until).toLocaleString('sv-SE', { timeZone: VIENNA });
};

describe('S11c how a block ends', () => {
	test.each([
		['5-days', '2026-11-18T21:41:07', '2026-11-23 22:41:00'],
		['14-days', '2026-11-18T21:41:07', '2026-12-02 22:41:00'],
		['1-month', '2026-11-18T21:41:07', '2026-12-18 22:41:00'],
		['1-month', '2026-01-31T12:00:00', '2026-02-28 13:00:00'],
		['1-month', '2024-01-30T12:00:00', '2024-02-29 13:00:00'],
		['1-month', '2026-12-31T12:00:00', '2027-01-31 13:00:00'],
		// The day in Vienna is another than in UTC, and the clocks change in between.
		['5-days', '2026-03-26T23:30:00', '2026-04-01 00:30:00'],
		['5-days', '2026-10-23T21:30:00', '2026-10-28 23:30:00']
	] as const)('S11c %s from %s UTC on', (end, now, expected) => expect(endOf(end, now)).toBe(expected));

	test('S11c a date counts to the end of that day, on the days of the changes too', () => {
		expect(endOf('date', '2026-11-18T12:00:00', '2026-11-30')).toBe('2026-12-01 00:00:00');
		expect(endOf('date', '2026-03-20T12:00:00', '2026-03-29')).toBe('2026-03-30 00:00:00');
		expect(endOf('date', '2026-10-20T12:00:00', '2026-10-25')).toBe('2026-10-26 00:00:00');
	});

	test.each(['', '2026-02-30', 'bald', '2026-13-01'])('S11c %j is no date, so no end', (date) => {
		expect(endOf('date', '2026-01-18T12:00:00', date)).toBeUndefined();
	});

	test('S11c ohne Ende sperren', () => expect(endOf('none', '2026-11-18T12:00:00')).toBeUndefined());
});

describe('S11c the last day of a block', () => {
	const now = Date.parse('2026-11-18T23:30:00Z'); // already the 19th in Vienna
	test.each([
		['', 'missing'],
		['2026-11-18', 'in-the-past'],
		['2026-11-19', undefined],
		['2026-02-30', 'not-well-formed'],
		['bald', 'out-of-range'],
		['2026-13-01', 'not-well-formed'],
		['2036-11-19', undefined],
		['2036-12-19', 'out-of-range'],
		['9999-12-31', 'out-of-range'],
		['275760-09-13', 'out-of-range']
	] as const)('S11c %j: %s', (date, problem) => expect(problemOfBlockDay(date, now, VIENNA)).toBe(problem));
});
