/** How often a PIN or a password may be wrong before the person is locked out (DESIGN § 6). */
export const FREE_TRIES = 5;
/** The first lock, doubling with each further wrong try up to the longest; ms. */
const FIRST_LOCK = 30_000;
const LONGEST_LOCK = 3_600_000;

/** How long the n-th wrong try in a row locks, ms. Device and server hold to the same, so that neither is the easier to guess at. */
export function lockAfter(wrong: number): number {
	if (wrong < FREE_TRIES) return 0;
	return Math.min(FIRST_LOCK * 2 ** Math.min(wrong - FREE_TRIES, 20), LONGEST_LOCK);
}
