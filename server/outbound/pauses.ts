/** First pause after a failure, and the longest, ms. */
const FIRST = 15_000;
const LONGEST = 900_000;

/** How long to wait after that many failures in a row, ms: each pause is twice the one before. */
export function pauseAfter(failures: number): number {
	return Math.min(FIRST * 2 ** Math.max(0, failures - 1), LONGEST);
}
