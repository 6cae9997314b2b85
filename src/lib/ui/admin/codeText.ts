/** A code in groups of four, as people read it out: `ABCD-EFGH`. */
export function grouped(code: string): string {
	return code.match(/.{1,4}/g)?.join('-') ?? '';
}

/** Seconds as a clock counts them down: `9:05`. Never below zero. */
export function minutesAndSeconds(seconds: number): string {
	const left = Math.max(0, Math.ceil(seconds));
	return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
