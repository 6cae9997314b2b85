import { describe, expect, test } from 'vitest';
import { dutyDay } from '../../../../src/lib/domain/time/dutyDay.ts';

const VIENNA = 'Europe/Vienna';
const at = (text: string) => Date.parse(`${text}Z`);

describe('the working day (DESIGN § 7.6)', () => {
	test.each([
		['2026-11-18T22:59:59', '2026-11-18'],
		['2026-11-18T23:00:00', '2026-11-19']
	])('without a Tageswechsel of its own it begins at midnight: %s', (instant, day) => {
		expect(dutyDay(at(instant), undefined, VIENNA)).toBe(day);
		expect(dutyDay(at(instant), {}, VIENNA)).toBe(day);
	});

	test.each([
		['2026-11-19T04:59:59', '2026-11-18'],
		['2026-11-19T05:00:00', '2026-11-19'],
		// The nights in which the clocks change
		['2026-03-29T03:59:59', '2026-03-28'],
		['2026-03-29T04:00:00', '2026-03-29'],
		['2026-10-25T04:59:59', '2026-10-24'],
		['2026-10-25T05:00:00', '2026-10-25']
	])('with a Tageswechsel at 06:00 the small hours count for the day before: %s', (instant, day) => {
		expect(dutyDay(at(instant), { dayChange: '06:00' }, VIENNA)).toBe(day);
	});
});
