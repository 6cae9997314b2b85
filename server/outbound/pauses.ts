/** First pause after a failure, ms. */
const FIRST = 15_000;
/** The longest, ms. */
export const LONGEST_PAUSE = 900_000;

/** How long to wait after that many failures in a row, ms: each pause is twice the one before. */
export function pauseAfter(failures: number): number {
	return Math.min(FIRST * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE);
}
