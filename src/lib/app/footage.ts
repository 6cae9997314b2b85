import type { CheckView } from '../domain/views/cameraCheck.ts';
import { addDays, clockOf, dayOf, instantsOfDayAndClock } from '../domain/time/zone.ts';

/** A time as people type it: a day, `yyyy-mm-dd`, and a clock, `HH:MM`. */
export interface TypedTime {
	readonly day: string;
	readonly clock: string;
}

/** An instant (ms since 1970, UTC) as the zone's clock and calendar show it. */
export function typedTimeOf(instant: number, timeZone: string): TypedTime {
	return { day: dayOf(instant, timeZone), clock: clockOf(instant, timeZone) };
}

/** What tells which instant a typed time means in the hour that comes twice in autumn. */
export interface Meant {
	/** The instant that was put in, or that is the likeliest, ms since 1970, UTC */
	readonly near?: number | undefined;
	/** The period of the footage (ISO 8601, UTC) */
	readonly from?: string | undefined;
	readonly until?: string | undefined;
}

/**
 * The instant (ISO 8601, UTC) of a typed time; undefined where it is none. Of a time that comes twice: the one that was put in, else one within the
 * period of the footage, else the nearest; the first where nothing tells.
 */
export function instantOfTyped(typed: TypedTime, timeZone: string, meant: Meant = {}): string | undefined {
	const instant = meantOf(readingsOf(typed, timeZone), meant);
	return instant === undefined ? undefined : new Date(instant).toISOString();
}

/** A typed time that comes twice: which of both is meant, and the other (ms since 1970, UTC); undefined where it comes once. */
export function twiceOf(
	typed: TypedTime,
	timeZone: string,
	meant: Meant
): { readonly second: boolean; readonly other: number } | undefined {
	const readings = readingsOf(typed, timeZone);
	const [first, second] = readings;
	if (first === undefined || second === undefined) return undefined;
	const isSecond = meantOf(readings, meant) === second;
	return { second: isSecond, other: isSecond ? first : second };
}

function readingsOf({ day, clock }: TypedTime, timeZone: string): number[] {
	return instantsOfDayAndClock(day, clock, timeZone);
}

const MINUTE = 60_000;

function meantOf(readings: readonly number[], { near, from, until }: Meant): number | undefined {
	const [first, second] = readings;
	if (first === undefined || second === undefined) return first;
	const given = near === undefined ? undefined : Math.floor(near / MINUTE) * MINUTE;
	if (given === first || given === second) return given;
	const outside = (at: number): boolean =>
		(from !== undefined && at < Date.parse(from)) || (until !== undefined && at > Date.parse(until));
	if (outside(first) !== outside(second)) return outside(first) ? second : first;
	return given !== undefined && Math.abs(second - given) < Math.abs(first - given) ? second : first;
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

/** True where the zone's clock is changed between two instants (ISO 8601, UTC), to summer time or back. */
export function clocksChange(from: string, until: string, timeZone: string): boolean {
	const ahead = (instant: string): number => {
		const { day, clock } = typedTimeOf(Date.parse(instant), timeZone);
		return Math.round((Date.parse(`${day}T${clock}:00Z`) - Date.parse(instant)) / 60_000);
	};
	return ahead(from) !== ahead(until);
}
