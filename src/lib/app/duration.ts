/** Units from the largest, in ms. A year and a month are what they are on average. */
const UNITS = [
	['year', 365.25 * 86_400_000],
	['month', 30.4375 * 86_400_000],
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000]
] as const;

/** A length of time in its largest unit, as people say it: `3 Stunden`, `2 Jahre`. Never less than a minute. */
export function durationText(length: number, locale: string): string {
	const size = Math.abs(length);
	const [unit, one] = UNITS.find(([, ms]) => size >= ms) ?? UNITS[4];
	const count = Math.max(1, Math.round(size / one));
	return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
