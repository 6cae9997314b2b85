import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dutyDay, nextDayChange } from '../../../../src/lib/domain/time/dutyDay.ts';
import { addDays } from '../../../../src/lib/domain/time/zone.ts';

const VIENNA = 'Europe/Vienna';
const HOUR = 3_600_000;
const at = (text: string) => Date.parse(`${text}Z`);
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);

describe('S11b the Tageswechsel that ends the working day', () => {
	test.each([
		['00:00', '2026-11-18T21:41', '2026-11-18T23:00'],
		['00:00', '2026-11-18T23:00', '2026-11-19T23:00'],
		['06:00', '2026-11-18T21:41', '2026-11-19T05:00'],
		['06:00', '2026-11-19T04:59', '2026-11-19T05:00'],
		['06:00', '2026-11-19T05:00', '2026-11-20T05:00'],
		// In the night of 29 March the clock goes from 02:00 to 03:00
		['00:00', '2026-03-28T22:30', '2026-03-28T23:00'],
		['00:00', '2026-03-29T12:00', '2026-03-29T22:00'],
		['02:30', '2026-03-28T22:30', '2026-03-29T01:30'],
		['02:30', '2026-03-29T01:29', '2026-03-29T01:30'],
		['02:30', '2026-03-29T01:30', '2026-03-30T00:30'],
		['06:00', '2026-03-28T22:30', '2026-03-29T04:00'],
		// In the night of 25 October it goes from 03:00 back to 02:00
		['00:00', '2026-10-24T21:30', '2026-10-24T22:00'],
		['00:00', '2026-10-25T12:00', '2026-10-25T23:00'],
		['02:30', '2026-10-24T21:30', '2026-10-25T00:30'],
		['02:30', '2026-10-25T00:29', '2026-10-25T00:30'],
		// 02:10 for the second time: the new working day has begun
		['02:30', '2026-10-25T01:10', '2026-10-26T01:30'],
		['06:00', '2026-10-24T21:30', '2026-10-25T05:00']
	])('at %s, of a check that began at %s UTC: %s', (dayChange, began, ends) => {
		expect(iso(nextDayChange(at(began), { dayChange }, VIENNA))).toBe(ends);
	});

	test.each([
		['2026-11-18T11:59', '2026-11-18T23:00'],
		['2026-11-18T12:00', '2026-11-19T05:00'],
		['2026-11-20T11:59', '2026-11-21T05:00'],
		['2026-11-20T12:00', '2026-11-21T02:00']
	])('that held when the check began, whatever was set later: %s UTC', (began, ends) => {
		const site = {
			dayChange: '03:00',
			earlierDayChanges: [
				{ until: '2026-11-18T12:00:00.000Z', dayChange: '00:00' },
				{ until: '2026-11-20T12:00:00.000Z', dayChange: '06:00' }
			]
		};
		expect(iso(nextDayChange(at(began), site, VIENNA))).toBe(ends);
	});

	test('without one of the site’s own it is midnight', () => {
		expect(iso(nextDayChange(at('2026-11-18T21:41'), undefined, VIENNA))).toBe('2026-11-18T23:00');
		expect(iso(nextDayChange(at('2026-11-18T21:41'), {}, VIENNA))).toBe('2026-11-18T23:00');
	});

	const nights = fc.constantFrom('2026-03-27T22:00', '2026-10-23T22:00', '2026-06-01T00:00');
	const changes = fc.constantFrom('00:00', '02:30', '06:00');

	test('lies ahead, at most 25 hours, and parts one working day from the next', () => {
		fc.assert(
			fc.property(nights, changes, fc.integer({ min: 0, max: 3 * 24 * HOUR }), (night, dayChange, later) => {
				const instant = at(night) + later;
				const change = nextDayChange(instant, { dayChange }, VIENNA);
				expect(change).toBeGreaterThan(instant);
				expect(change - instant).toBeLessThanOrEqual(25 * HOUR);
				const day = dutyDay(instant, { dayChange }, VIENNA);
				expect(dutyDay(change - 1, { dayChange }, VIENNA)).toBe(day);
				expect(dutyDay(change, { dayChange }, VIENNA)).toBe(addDays(day, 1));
			})
		);
	});

	test('a later start never has an earlier end', () => {
		const span = fc.tuple(
			fc.integer({ min: 0, max: 3 * 24 * HOUR }),
			fc.integer({ min: 0, max: 3 * 24 * HOUR })
		);
		fc.assert(
			fc.property(nights, changes, span, (night, dayChange, [one, other]) => {
				const [early, late] = [at(night) + Math.min(one, other), at(night) + Math.max(one, other)];
				const end = (instant: number) => nextDayChange(instant, { dayChange }, VIENNA);
				expect(end(early)).toBeLessThanOrEqual(end(late));
				expect(dutyDay(early, { dayChange }, VIENNA) <= dutyDay(late, { dayChange }, VIENNA)).toBe(true);
			})
		);
	});
});
