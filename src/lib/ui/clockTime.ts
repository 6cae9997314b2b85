/** Minutes of a day. */
const DAY = 24 * 60;

/**
 * Reads a time as people type it: `14:32`, `14.32`, `1432`, `932`, `9`. Gives `HH:MM`, or undefined where it is none.
 */
export function readClockTime(typed: string): string | undefined {
	const text = typed.trim();
	const match =
		/^(\d{1,2})\s*[:.,h ]\s*(\d{2})$/.exec(text) ??
		/^(\d{1,2})(\d{2})$/.exec(text) ??
		/^(\d{1,2})()$/.exec(text);
	if (!match) return undefined;
	const hours = Number(match[1]);
	const minutes = Number(match[2]);
	if (hours > 23 || minutes > 59) return undefined;
	return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** `HH:MM` moved by whole minutes, and by how many days that went past midnight (-1, 0, 1 …). */
export function shiftClockTime(time: string, by: number): { time: string; days: number } {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	const total = hours * 60 + minutes + by;
	const ofDay = ((total % DAY) + DAY) % DAY;
	const pad = (n: number) => String(n).padStart(2, '0');
	return { time: `${pad(Math.floor(ofDay / 60))}:${pad(ofDay % 60)}`, days: Math.floor(total / DAY) };
}
