import type { CheckView } from '../domain/views/cameraCheck.ts';
import { addDays, clockOf, dayOf, instantOfDayAndClock } from '../domain/time/zone.ts';

/** A time as people type it: a day, `yyyy-mm-dd`, and a clock, `HH:MM`. */
export interface TypedTime {
	readonly day: string;
	readonly clock: string;
}

/** An instant (ms since 1970, UTC) as the zone's clock and calendar show it. */
export function typedTimeOf(instant: number, timeZone: string): TypedTime {
	return { day: dayOf(instant, timeZone), clock: clockOf(instant, timeZone) };
}

/** The instant (ISO 8601, UTC) of a typed time; undefined where it is none. */
export function instantOfTyped({ day, clock }: TypedTime, timeZone: string): string | undefined {
	const instant = instantOfDayAndClock(day, clock, timeZone);
	return instant === undefined ? undefined : new Date(instant).toISOString();
}

/**
 * The days (`yyyy-mm-dd`, earliest first) that the footage of a check can be from. A live check has that of now, and the one before
 * where it was begun then.
 * @param now ms since 1970, UTC
 */
export function footageDays({ fact }: CheckView, now: number, timeZone: string): string[] {
	if (fact.from === undefined || fact.until === undefined) {
		const today = dayOf(now, timeZone);
		const yesterday = addDays(today, -1);
		return dayOf(Date.parse(fact.at), timeZone) < today ? [yesterday, today] : [today];
	}
	// A period until midnight has no footage of the day that begins then.
	const last = dayOf(Date.parse(fact.until) - 1, timeZone);
	const days: string[] = [];
	for (let day = dayOf(Date.parse(fact.from), timeZone); day <= last; day = addDays(day, 1)) days.push(day);
	return days;
}

/** True where an instant (ISO 8601, UTC) is not in the recorded period of the check. */
export function outsideFootage({ fact }: CheckView, instant: string): boolean {
	if (fact.from === undefined || fact.until === undefined) return false;
	return instant < fact.from || instant > fact.until;
}
