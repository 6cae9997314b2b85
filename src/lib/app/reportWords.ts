import { dateLocale, dateText } from './wording.ts';

/** Days (`yyyy-mm-dd`) from one to another in figures, what they share once: "09.11.–15.11.2026". */
export function daysText(from: string, until: string): string {
	if (from === until) return dateText(from);
	const format = new Intl.DateTimeFormat(dateLocale(), {
		day: '2-digit',
		month: '2-digit',
		year: 'numeric',
		timeZone: 'UTC'
	});
	// Thin spaces around the dash, as some engines set them, would break the line in a narrow column.
	return format.formatRange(Date.parse(from), Date.parse(until)).replace(/[\s\u2009]*–[\s\u2009]*/, '–');
}
