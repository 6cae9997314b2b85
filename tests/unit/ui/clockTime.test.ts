import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readClockTime, shiftClockTime } from '../../../src/lib/ui/clockTime.ts';

const clock = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
	.map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);

describe('readClockTime', () => {
	it.each([
		['14:32', '14:32'],
		['14.32', '14:32'],
		['1432', '14:32'],
		['932', '09:32'],
		[' 9 ', '09:00'],
		['0:05', '00:05'],
		['2359', '23:59']
	])('reads %j as %s', (typed, time) => {
		expect(readClockTime(typed)).toBe(time);
	});

	it.each(['', '24:00', '12:60', '2460', 'mittag', '14:3', '14:321', '-1'])(
		'takes %j for no time',
		(typed) => {
			expect(readClockTime(typed)).toBeUndefined();
		}
	);
});

describe('shiftClockTime', () => {
	it('goes over midnight both ways and says so', () => {
		expect(shiftClockTime('23:59', 1)).toEqual({ time: '00:00', days: 1 });
		expect(shiftClockTime('00:00', -1)).toEqual({ time: '23:59', days: -1 });
	});

	it('comes back by the same way', () => {
		fc.assert(
			fc.property(clock, fc.integer({ min: -5_000, max: 5_000 }), (time, by) => {
				const there = shiftClockTime(time, by);
				const back = shiftClockTime(there.time, -by);
				expect(back.time).toBe(time);
				expect(there.days + back.days).toBe(0);
			})
		);
	});
});
