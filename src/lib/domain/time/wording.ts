import { addDays, clockOf, dayOf } from './zone.ts';

/** Words for days that the message catalogue gives. */
export interface DayWords {
	readonly today: string;
	readonly yesterday: string;
	readonly tomorrow: string;
}

/** How dates are written: BCP 47 locale, and the words of that language. */
export interface Wording {
	readonly locale: string;
	readonly words: DayWords;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatDay(day: string, locale: string, options: Intl.DateTimeFormatOptions): string {
	const key = `${locale} ${JSON.stringify(options)}`;
	let formatter = formatters.get(key);
	if (!formatter) {
		formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
		formatters.set(key, formatter);
	}
	return formatter.format(new Date(`${day}T00:00:00Z`));
}

/** A day as people say it: heute, gestern, Mo 16.11., and with the year where it is another (LOOK 7). */
export function dayWords(day: string, today: string, { locale, words }: Wording): string {
	if (day === today) return words.today;
	if (day === addDays(today, -1)) return words.yesterday;
	if (day === addDays(today, 1)) return words.tomorrow;
	const near = day.slice(0, 4) === today.slice(0, 4);
	if (!near) return formatDay(day, locale, { day: '2-digit', month: '2-digit', year: 'numeric' });
	return formatDay(day, locale, { weekday: 'short', day: '2-digit', month: '2-digit' }).replace(/\.?,/, '');
}

/** An instant (ms since 1970, UTC) as people say it, in the site's time zone: `heute 22:41`, `Mo 16.11. 09:05`. */
export function instantWords(instant: number, now: number, timeZone: string, wording: Wording): string {
	const day = dayWords(dayOf(instant, timeZone), dayOf(now, timeZone), wording);
	return `${day} ${clockOf(instant, timeZone)}`;
}

/** A calendar date (`yyyy-mm-dd`) in figures: `13.06.2006`; empty for none. */
export function dateFigures(day: string, locale: string): string {
	return day === '' ? '' : formatDay(day, locale, { day: '2-digit', month: '2-digit', year: 'numeric' });
}
