/** What the axis reckons with; the same as --font-s at the usual setting. CSS pixels. */
export const FONT_SIZE = 14;
/** Width of a letter of that size, on average, CSS pixels. */
const LETTER = 7.2;

/** Room for the number behind a bar. CSS pixels. */
export const VALUE_WIDTH = 44;

/** Room for the names beside the bars of a chart of that width. CSS pixels. */
export function labelWidth(width: number): number {
	return Math.min(200, Math.max(96, Math.round(width * 0.38)));
}

/** A name as far as there is room; in full it stands in the table. */
export function cut(name: string, width: number): string {
	const letters = Math.floor(width / LETTER) - 1;
	return name.length > letters ? `${name.slice(0, letters - 1).trimEnd()}…` : name;
}

/** Some whole numbers from 0 to `most`: there is no half message. */
export function wholeTicks(most: number): number[] {
	const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((one) => most / one <= 5) ?? most;
	return Array.from({ length: Math.floor(most / step) + 1 }, (_, at) => at * step);
}
