import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	clockOf,
	dayOf,
	instantOf,
	instantOfDayAndClock,
	instantsOfDayAndClock,
	localTimeOf
} from '../../../../src/lib/domain/time/zone.ts';
import { DAY, HOUR } from '../writer.ts';

const VIENNA = 'Europe/Vienna';
const utc = (text: string) => Date.parse(`${text}Z`);
const iso = (instant: number | undefined) =>
	instant !== undefined && new Date(instant).toISOString().slice(0, 16);

describe('from instant to local time', () => {
	test.each([
		['2026-11-18T21:41:07', '2026-11-18', '22:41'],
		['2026-12-31T23:00:00', '2027-01-01', '00:00'],
		['2026-07-01T21:59:59', '2026-07-01', '23:59'],
		// 29 March 2026: at 02:00 it becomes 03:00.
		['2026-03-29T00:59:59', '2026-03-29', '01:59'],
		['2026-03-29T01:00:00', '2026-03-29', '03:00'],
		// 25 October 2026: at 03:00 it becomes 02:00.
		['2026-10-25T00:30:00', '2026-10-25', '02:30'],
		['2026-10-25T01:30:00', '2026-10-25', '02:30'],
		['2026-10-25T02:00:00', '2026-10-25', '03:00']
	])('%s UTC is %s %s in Vienna', (instant, day, clock) => {
		expect([dayOf(utc(instant), VIENNA), clockOf(utc(instant), VIENNA)]).toEqual([day, clock]);
	});

	test('midnight is hour 0, and seconds are kept', () => {
		const local = { year: 2026, month: 1, day: 1, hour: 0, minute: 0, second: 5 };
		expect(localTimeOf(utc('2025-12-31T23:00:05'), VIENNA)).toEqual(local);
	});

	test('an unknown zone is said', () => {
		expect(() => dayOf(0, 'Europe/Wien')).toThrow(RangeError);
	});
});

describe('from local time to instant', () => {
	test.each([
		['2026-11-18', '22:41', '2026-11-18T21:41'],
		['2026-07-01', '0:00', '2026-06-30T22:00'],
		['2024-02-29', '12:00', '2024-02-29T11:00'],
		['2026-03-29', '01:59', '2026-03-29T00:59'],
		// Skipped: as if the clock had not been put forward.
		['2026-03-29', '02:00', '2026-03-29T01:00'],
		['2026-03-29', '02:30', '2026-03-29T01:30'],
		['2026-03-29', '03:00', '2026-03-29T01:00'],
		['2026-10-25', '01:59', '2026-10-24T23:59'],
		// Twice: the first.
		['2026-10-25', '02:00', '2026-10-25T00:00'],
		['2026-10-25', '02:59', '2026-10-25T00:59'],
		['2026-10-25', '03:00', '2026-10-25T02:00']
	])('%s %s in Vienna is %s UTC', (day, clock, expected) => {
		expect(iso(instantOfDayAndClock(day, clock, VIENNA))).toBe(expected);
	});

	test.each([
		['2026-02-29', '12:00'],
		['2026-13-01', '12:00'],
		['2026-00-10', '12:00'],
		['2026-04-31', '12:00'],
		['2026-04-30', '24:00'],
		['2026-04-30', '12:60'],
		['2026-04-30', '12'],
		['30.04.2026', '12:00'],
		['', ''],
		['2026-04-30 ', '12:00']
	])('%j %j is no such thing', (day, clock) =>
		expect(instantOfDayAndClock(day, clock, VIENNA)).toBeUndefined()
	);

	test('there and back is the same, for every instant but the second of an hour that comes twice', () => {
		const zones = fc.constantFrom(
			VIENNA,
			'UTC',
			'America/New_York',
			'Australia/Lord_Howe',
			'Asia/Kathmandu',
			'Pacific/Apia'
		);
		const seconds = fc.integer({
			min: utc('2015-01-01T00:00:00') / 1000,
			max: utc('2037-12-31T00:00:00') / 1000
		});
		fc.assert(
			fc.property(zones, seconds, (zone, second) => {
				const instant = second * 1000;
				const local = localTimeOf(instant, zone);
				const back = instantOf(local, zone);
				expect(localTimeOf(back, zone)).toEqual(local);
				expect(back).toBeLessThanOrEqual(instant);
				expect(instant - back).toBeLessThanOrEqual(HOUR);
			}),
			{ numRuns: 2000 }
		);
	});

	test.each(['2026-03-29', '2026-10-25'])(
		'every minute around the change of %s comes back in Vienna',
		(day) => {
			const again: string[] = [];
			for (
				let instant = utc(`${day}T00:00:00`) - DAY;
				instant < utc(`${day}T00:00:00`) + DAY;
				instant += 60_000
			) {
				const back = instantOfDayAndClock(dayOf(instant, VIENNA), clockOf(instant, VIENNA), VIENNA);
				if (back !== instant) again.push(`${iso(instant)} ${iso(back)}`);
			}
			expect(again).toHaveLength(day === '2026-10-25' ? 60 : 0);
			expect(again[0] ?? '').toBe(day === '2026-10-25' ? '2026-10-25T01:00 2026-10-25T00:00' : '');
		}
	);
});

describe('days', () => {
	test.each([
		['2026-12-31', 1, '2027-01-01'],
		['2027-01-01', -1, '2026-12-31'],
		['2024-02-28', 1, '2024-02-29'],
		['2026-02-28', 1, '2026-03-01'],
		['2026-03-28', 1, '2026-03-29'],
		['2026-03-29', 1, '2026-03-30'],
		['2026-10-25', 1, '2026-10-26'],
		['2026-10-26', -1, '2026-10-25'],
		['2026-11-18', 0, '2026-11-18'],
		['2026-11-18', 30, '2026-12-18']
	])('%s and %d days is %s', (day, days, expected) => expect(addDays(day, days)).toBe(expected));
});

describe('all instants of a local time', () => {
	const of = (day: string, clock: string) => instantsOfDayAndClock(day, clock, VIENNA).map(iso);

	test('are two in the hour that comes twice, else one, none of what is no time', () => {
		expect(of('2026-10-25', '02:30')).toEqual(['2026-10-25T00:30', '2026-10-25T01:30']);
		expect(of('2026-10-25', '01:59')).toEqual(['2026-10-24T23:59']);
		expect(of('2026-10-25', '03:00')).toEqual(['2026-10-25T02:00']);
		expect(of('2026-03-29', '02:30')).toEqual(['2026-03-29T01:30']);
		expect([of('2026-02-30', '02:30'), of('2026-10-25', '24:00')]).toEqual([[], []]);
	});

	test('hold every instant of the night in which the clocks are put back', () => {
		const night = fc
			.integer({ min: 0, max: 600 })
			.map((minute) => utc('2026-10-24T20:00:00') + minute * 60_000);
		fc.assert(
			fc.property(night, (instant) => {
				const found = instantsOfDayAndClock(dayOf(instant, VIENNA), clockOf(instant, VIENNA), VIENNA);
				expect(found).toContain(instant);
			})
		);
	});
});
