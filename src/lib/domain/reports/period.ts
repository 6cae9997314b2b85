import { addDays, dayOf } from '../time/zone.ts';

/** Calendar days, the first and the last, both of them in it (`yyyy-mm-dd`). Each instant is read on its own site's calendar. */
export interface Period {
	readonly from: string;
	readonly until: string;
}

/** The periods that reports offer, each ending today. */
export const PERIODS = ['7-days', '30-days', '90-days', '12-months'] as const;
export type PeriodName = (typeof PERIODS)[number];

const DAYS = { '7-days': 7, '30-days': 30, '90-days': 90 };

/** The day after the same day of the year before, so that the year is one to the day. */
function yearUntil(today: string): string {
	const before = `${String(Number(today.slice(0, 4)) - 1).padStart(4, '0')}${today.slice(4)}`;
	// 29 February has no counterpart in the year before.
	return addDays(before.endsWith('-02-29') ? before.replace(/29$/, '28') : before, 1);
}

/** The days of a period that ends with `today` (`yyyy-mm-dd`). */
export function periodUntil(name: PeriodName, today: string): Period {
	const from = name === '12-months' ? yearUntil(today) : addDays(today, 1 - DAYS[name]);
	return { from, until: today };
}

/** True where the instant (ms since 1970, UTC) lies within the period on the calendar of the zone. */
export function isWithin(instant: number, period: Period, timeZone: string): boolean {
	const day = dayOf(instant, timeZone);
	return period.from <= day && day <= period.until;
}

/** The Monday of a day's week (ISO 8601). */
export function mondayOf(day: string): string {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
	return addDays(day, -((weekday + 6) % 7));
}

/** The number of a day's week (ISO 8601): the week belongs to the year that its Thursday is in. */
export function weekNumber(day: string): number {
	const thursday = addDays(mondayOf(day), 3);
	const first = `${thursday.slice(0, 4)}-01-01`;
	return Math.floor((Date.parse(thursday) - Date.parse(first)) / (7 * 86_400_000)) + 1;
}

/** The weeks that a period touches, Monday to Sunday, the first and the last cut to the period. */
export function weeksOf({ from, until }: Period): Period[] {
	const weeks: Period[] = [];
	for (let monday = mondayOf(from); monday <= until; monday = addDays(monday, 7)) {
		const sunday = addDays(monday, 6);
		weeks.push({ from: monday < from ? from : monday, until: sunday > until ? until : sunday });
	}
	return weeks;
}
