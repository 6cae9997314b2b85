import { quoted, RowProblem } from '../import/rowProblem.ts';
import type { SiteClock } from './siteClock.ts';

/** How far ahead of ours the clock of an access control may be, ms. Later than that is no time at which somebody came in. */
const AHEAD = 3_600_000;

const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})[,\s]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?$/;
const WITH_ZONE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)$/;

/** What is needed to read the time of an event. */
export interface EntryTimes {
	readonly clock: SiteClock;
	/** ms since 1970 */
	readonly now: number;
}

/** `dd.mm.yyyy hh:mm:ss` on the clock of the site, as the files have it. @returns ISO 8601, UTC @throws RowProblem */
export function germanEntryTime(text: string, site: string, times: EntryTimes): string {
	const [, day, month, year, ...clock] = GERMAN.exec(text) ?? [];
	if (year === undefined) {
		throw new RowProblem('date-form', `Zeitpunkt „${quoted(text)}“ hat nicht die Form TT.MM.JJJJ HH:MM:SS`);
	}
	return onClock([year, month, day, ...clock], text, site, times);
}

/** ISO 8601: an instant, or without a zone a time on the clock of the site. @returns ISO 8601, UTC @throws RowProblem */
export function isoEntryTime(text: string, site: string, times: EntryTimes): string {
	const [, local = '', zone] = WITH_ZONE.exec(text) ?? [];
	const [, ...parts] = LOCAL.exec(zone === undefined ? text : local) ?? [];
	if (parts.length === 0) throw new RowProblem('date-form', `Zeitpunkt „${quoted(text)}“ ist nicht ISO 8601`);
	if (zone === undefined) return onClock(parts, text, site, times);
	const instant = Date.parse(text);
	// some engines take 30 February for 2 March
	const exists = new Date(Date.parse(`${local}Z`)).toJSON()?.slice(0, 16) === local.slice(0, 16);
	if (Number.isNaN(instant) || !exists) throw impossible(text);
	return checked(instant, text, times);
}

function impossible(text: string): RowProblem {
	return new RowProblem('date', `Zeitpunkt ${quoted(text)} gibt es nicht`);
}

function onClock(
	parts: readonly (string | undefined)[],
	text: string,
	site: string,
	times: EntryTimes
): string {
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
		Number(part ?? 0)
	);
	const instant = times.clock.instant(site, { year, month, day, hour, minute, second });
	if (instant === undefined) throw impossible(text);
	return checked(instant, text, times);
}

function checked(instant: number, text: string, { now }: EntryTimes): string {
	if (instant > now + AHEAD) throw new RowProblem('date', `Zeitpunkt ${quoted(text)} liegt in der Zukunft`);
	return new Date(Math.floor(instant / 1000) * 1000).toISOString();
}
