/** Calendar and clock of a site: instants are UTC everywhere, people read local time (default Europe/Vienna). */

/** A calendar day and a time on the clock of some zone. Month is 1 to 12. */
export interface LocalTime {
	readonly year: number;
	readonly month: number;
	readonly day: number;
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
	let formatter = formatters.get(timeZone);
	if (!formatter) {
		formatter = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric'
		});
		formatters.set(timeZone, formatter);
	}
	return formatter;
}

/** What clock and calendar of the zone (IANA name) show at the instant (ms since 1970, UTC). @throws RangeError for an unknown zone */
export function localTimeOf(instant: number, timeZone: string): LocalTime {
	const parts: Record<string, number> = {};
	for (const { type, value } of formatterOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
	const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
	return { year, month, day, hour, minute, second };
}

function asUtc(local: LocalTime): number {
	return Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second);
}

/**
 * The instants (ms since 1970, UTC, earliest first) at which the zone's clock shows a local time: two in the hour that comes twice in autumn. An
 * hour that the spring change skips is taken as if the clock had not been put forward.
 */
function instantsOf(local: LocalTime, timeZone: string): [number, ...number[]] {
	const wanted = asUtc(local);
	const offsetAt = (instant: number): number => asUtc(localTimeOf(instant, timeZone)) - instant;
	// A day's distance on both sides reaches past any one change of the clocks.
	const before = wanted - offsetAt(wanted - 86_400_000);
	const after = wanted - offsetAt(wanted + 86_400_000);
	if (before === after) return [before];
	const fits = (instant: number): boolean => asUtc(localTimeOf(instant, timeZone)) === wanted;
	if (!fits(after)) return [before];
	return fits(before) ? [before, after] : [after];
}

/**
 * The instant (ms since 1970, UTC) at which the zone's clock shows a local time. An hour that the spring change skips is taken
 * as if the clock had not been put forward; of an hour that comes twice in autumn the first is taken.
 */
export function instantOf(local: LocalTime, timeZone: string): number {
	return instantsOf(local, timeZone)[0];
}

/** The calendar day of an instant, `yyyy-mm-dd`, in the zone. */
export function dayOf(instant: number, timeZone: string): string {
	const { year, month, day } = localTimeOf(instant, timeZone);
	return `${year}-${pad(month)}-${pad(day)}`;
}

/** The clock at an instant, `HH:MM`, in the zone. */
export function clockOf(instant: number, timeZone: string): string {
	const { hour, minute } = localTimeOf(instant, timeZone);
	return `${pad(hour)}:${pad(minute)}`;
}

function pad(part: number): string {
	return String(part).padStart(2, '0');
}

/** Instant of a day (`yyyy-mm-dd`) and clock (`HH:MM`) in the zone, the first where it comes twice; undefined where either is no such thing. */
export function instantOfDayAndClock(day: string, clock: string, timeZone: string): number | undefined {
	return instantsOfDayAndClock(day, clock, timeZone)[0];
}

/** All instants of a day and clock in the zone, earliest first: two in the hour that comes twice in autumn, none where either is no such thing. */
export function instantsOfDayAndClock(day: string, clock: string, timeZone: string): number[] {
	const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
	const time = /^(\d{1,2}):(\d\d)$/.exec(clock);
	if (!date || !time) return [];
	const local = {
		year: Number(date[1]),
		month: Number(date[2]),
		day: Number(date[3]),
		hour: Number(time[1]),
		minute: Number(time[2]),
		second: 0
	};
	const normal = new Date(asUtc(local));
	const exists =
		normal.getUTCMonth() === local.month - 1 &&
		normal.getUTCDate() === local.day &&
		local.hour < 24 &&
		local.minute < 60;
	return exists ? instantsOf(local, timeZone) : [];
}

/** The day (`yyyy-mm-dd`) that many days later. */
export function addDays(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
