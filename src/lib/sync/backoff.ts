/** Longest pause before something is tried again, ms (DESIGN § 3). */
export const LONGEST_PAUSE = 30_000;
const SHORTEST_PAUSE = 500;

/**
 * The pause after the `failures`th failure in a row (1, 2, …), ms: it doubles up to {@link LONGEST_PAUSE}, and a random part of up to half
 * is taken off so that a hundred devices do not come back at the same instant.
 * @param random from 0 to 1
 */
export function pauseAfter(failures: number, random: number): number {
	const longest = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** Math.max(0, failures - 1));
	return longest * (1 - random / 2);
}
