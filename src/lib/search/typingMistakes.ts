/** Damerau's distance (optimal string alignment): inserted, left out, wrong and swapped letters, cut off at a limit. */

/** How many mistakes are forgiven in a word of so many letters: none below 3, one below 8, then two. */
export function forgivenMistakes(length: number): 0 | 1 | 2 {
	return length < 3 ? 0 : length < 8 ? 1 : 2;
}

/** Shorter words match with a mistake only as a whole; as the beginning of a word they would match half the names. */
const SHORTEST_MISTYPED_BEGINNING = 4;

/** Longer input is no name any more, and would only cost time. */
const LONGEST = 40;
const WIDTH = LONGEST + 4;
const rows = [new Uint8Array(WIDTH), new Uint8Array(WIDTH), new Uint8Array(WIDTH)];

/** How far a typed word is from a stored one; each number is above the limit where it is further. */
export interface Distance {
	/** To the whole stored word */
	whole: number;
	/** To the beginning of it that fits best */
	beginning: number;
}

const distance: Distance = { whole: 0, beginning: 0 };

/**
 * Distance from `typed` to `stored`, exact up to `limit` and `limit + 1` for everything beyond. The object returned
 * is the same one each time: this runs tens of thousands of times per keystroke.
 */
export function mistakesBetween(typed: string, stored: string, limit: number): Readonly<Distance> {
	const far = limit + 1;
	distance.whole = far;
	distance.beginning = far;
	const height = typed.length;
	if (height > LONGEST || stored.length < height - limit) return distance;
	const width = Math.min(stored.length, height + limit);
	let [before, above, row] = rows as [Uint8Array, Uint8Array, Uint8Array];
	for (let column = 0; column <= width; column++) above[column] = Math.min(column, far);
	for (let line = 1; line <= height; line++) {
		const from = Math.max(1, line - limit);
		const to = Math.min(width, line + limit);
		const letter = typed.charCodeAt(line - 1);
		row[from - 1] = from === 1 ? Math.min(line, far) : far;
		let least = row[from - 1] as number;
		for (let column = from; column <= to; column++) {
			const other = stored.charCodeAt(column - 1);
			let cost = (above[column - 1] as number) + (letter === other ? 0 : 1);
			cost = Math.min(cost, (row[column - 1] as number) + 1);
			if (column < line + limit) cost = Math.min(cost, (above[column] as number) + 1);
			if (
				line > 1 &&
				column > 1 &&
				letter === stored.charCodeAt(column - 2) &&
				typed.charCodeAt(line - 2) === other
			) {
				cost = Math.min(cost, (before[column - 2] as number) + 1);
			}
			row[column] = Math.min(cost, far);
			if (cost < least) least = cost;
		}
		if (least > limit) return distance;
		[before, above, row] = [above, row, before];
	}
	if (stored.length <= height + limit) distance.whole = above[stored.length] as number;
	if (height >= SHORTEST_MISTYPED_BEGINNING) {
		for (let column = Math.max(0, height - limit); column <= width; column++) {
			distance.beginning = Math.min(distance.beginning, above[column] as number);
		}
	}
	return distance;
}

/** The letters of a word as bits, a–z each their own, all others shared. */
export function letterBits(word: string): number {
	let bits = 0;
	for (let at = 0; at < word.length; at++) {
		const letter = word.charCodeAt(at) - 97;
		bits |= 1 << (letter >= 0 && letter < 26 ? letter : 26 + (word.charCodeAt(at) & 3));
	}
	return bits;
}

/** True where more letters of the one are missing in the other than there are mistakes to forgive: no distance needed. */
export function tooDifferent(typedBits: number, storedBits: number, limit: number): boolean {
	let missing = typedBits & ~storedBits;
	for (let spared = 0; spared < limit; spared++) missing &= missing - 1;
	return missing !== 0;
}
