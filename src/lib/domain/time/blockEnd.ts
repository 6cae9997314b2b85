import type { InputProblem } from '../commands/result.ts';
import { addDays, clockOf, dayOf, instantOfDayAndClock } from './zone.ts';

/** How a block can end (S11c): presets, "Kunde wird gesperrt bis" a date, or "ohne Ende sperren". */
export const BLOCK_ENDS = ['5-days', '14-days', '1-month', 'date', 'none'] as const;
export type BlockEnd = (typeof BLOCK_ENDS)[number];

/** The same day of the next month, or its last day where that month is shorter. */
function addMonth(day: string): string {
	const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
	return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10);
}

function exists(day: string, timeZone: string): boolean {
	return instantOfDayAndClock(day, '12:00', timeZone) !== undefined;
}

/**
 * The instant (ms since 1970, UTC) at which a block ends by itself: the presets at this time of day, a date when that day is over
 * on the site's clock (S11c). Undefined where it does not end by itself, or where the date is none.
 * @param date `yyyy-mm-dd`, for the end `date` alone
 * @param now ms since 1970, UTC
 */
export function blockUntil(end: BlockEnd, date: string, now: number, timeZone: string): number | undefined {
	const today = dayOf(now, timeZone);
	const clock = clockOf(now, timeZone);
	switch (end) {
		case 'none':
			return undefined;
		case '5-days':
			return instantOfDayAndClock(addDays(today, 5), clock, timeZone);
		case '14-days':
			return instantOfDayAndClock(addDays(today, 14), clock, timeZone);
		case '1-month':
			return instantOfDayAndClock(addMonth(today), clock, timeZone);
		case 'date':
			return exists(date, timeZone) ? instantOfDayAndClock(addDays(date, 1), '00:00', timeZone) : undefined;
	}
}

/** Longest block with a date, in days: about ten years. What is meant to last longer has no end. */
const LONGEST = 3653;

/**
 * What is wrong with the last day of a block, `yyyy-mm-dd` as typed or picked; undefined where it can be taken.
 * @param now ms since 1970, UTC
 */
export function problemOfBlockDay(date: string, now: number, timeZone: string): InputProblem | undefined {
	if (date === '') return 'missing';
	const today = dayOf(now, timeZone);
	// A date picker takes years of six figures; they would not be dates any more.
	if (date.length > 10 || date > addDays(today, LONGEST)) return 'out-of-range';
	if (!exists(date, timeZone)) return 'not-well-formed';
	return date < today ? 'in-the-past' : undefined;
}
