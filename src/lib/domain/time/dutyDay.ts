import type { Site } from '../directory.ts';
import { addDays, clockOf, dayOf } from './zone.ts';

/**
 * The working day (`yyyy-mm-dd`) that an instant belongs to at a site: it begins with the Tageswechsel, so with one at 06:00 the
 * small hours still count for the day before (DESIGN § 7.6).
 */
export function dutyDay(
	instant: number,
	site: Pick<Site, 'dayChange'> | undefined,
	timeZone: string
): string {
	const day = dayOf(instant, timeZone);
	return clockOf(instant, timeZone) < (site?.dayChange ?? '00:00') ? addDays(day, -1) : day;
}
