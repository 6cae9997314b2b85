/** Keys further apart than this, in ms, were typed by a person: a scanner that acts as a keyboard needs 1 to 30. */
const LONGEST_GAP = 50;
/** Fewer characters than this in a row could be two keys that a person hit at once. */
const SHORTEST_CODE = 4;

/** Tells a card scanner, which types like a keyboard and ends with Enter, from a person by its pace. */
export class ScanPace {
	#typed = '';
	#last = Number.NEGATIVE_INFINITY;

	/**
	 * Takes a key. @param time ms of any clock that only goes forward
	 * @returns the code where this key is the Enter that ends one
	 */
	key(key: string, time: number): string | undefined {
		const quick = time - this.#last <= LONGEST_GAP;
		this.#last = time;
		if (key === 'Enter') {
			const code = quick && this.#typed.length >= SHORTEST_CODE ? this.#typed : undefined;
			this.#typed = '';
			return code;
		}
		// Shift and the like come along with capital letters.
		if ([...key].length !== 1) return undefined;
		this.#typed = quick ? this.#typed + key : key;
		return undefined;
	}
}
