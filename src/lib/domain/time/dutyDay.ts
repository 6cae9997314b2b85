import type { Site } from '../directory.ts';
import { addDays, dayOf, instantOfDayAndClock } from './zone.ts';

/** The Tageswechsel of a site that has none of its own, local. */
export const MIDNIGHT = '00:00';

/** What of a site the working day depends on. */
type Changing = Pick<Site, 'dayChange' | 'earlierDayChanges'> | undefined;

/** The Tageswechsel (local `HH:MM`) that a site had at an instant. */
function inForce(instant: number, site: Changing): string {
	const earlier = site?.earlierDayChanges?.find(({ until }) => instant < Date.parse(until));
	return earlier?.dayChange ?? site?.dayChange ?? MIDNIGHT;
}

/**
 * The instant (ms since 1970, UTC) of the Tageswechsel of a calendar day. It is one instant in the nights in which the clocks change
 * too: of a time that comes twice the first, of one that is skipped as if the clock had not been put forward.
 */
function changeOf(day: string, clock: string, timeZone: string): number {
	return instantOfDayAndClock(day, clock, timeZone) ?? NaN;
}

/**
 * The working day (`yyyy-mm-dd`) that an instant belongs to at a site: it begins with the Tageswechsel, so with one at 06:00 the
 * small hours still count for the day before (DESIGN § 7.6). The Tageswechsel is the one that held at that instant.
 */
export function dutyDay(instant: number, site: Changing, timeZone: string): string {
	const day = dayOf(instant, timeZone);
	return instant < changeOf(day, inForce(instant, site), timeZone) ? addDays(day, -1) : day;
}

/**
 * The instant (ms since 1970, UTC) of the Tageswechsel that ends the working day of an instant: by then a camera check that was
 * started at that instant is to be filed (S11b, DESIGN § 7.6).
 */
export function nextDayChange(instant: number, site: Changing, timeZone: string): number {
	const tomorrow = addDays(dutyDay(instant, site, timeZone), 1);
	return changeOf(tomorrow, inForce(instant, site), timeZone);
}
