/** True for the name of a time zone with its summer time, `Europe/Vienna`. */
export function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		// newer engines take offsets too, which know no summer time
		return !/^[+-]/.test(name);
	} catch {
		return false;
	}
}
