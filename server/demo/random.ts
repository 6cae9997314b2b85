/** Seeded randomness: the same seed gives the same demo on every machine (mulberry32, 32 bits of state). */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** 0 ≤ x < 1 */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** A whole number, both ends included. */
	int(min: number, max: number): number {
		return min + Math.floor(this.next() * (max - min + 1));
	}

	/** True with this probability. */
	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** @throws RangeError when there is nothing to pick from */
	pick<T>(from: readonly T[]): T {
		const picked = from[Math.floor(this.next() * from.length)];
		if (picked === undefined) throw new RangeError('nothing to pick from');
		return picked;
	}

	/** One of the values, each as often as its weight says. */
	weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T {
		let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
		const found = choices.find(([, weight]) => (left -= weight) < 0) ?? choices.at(-1);
		if (!found) throw new RangeError('nothing to pick from');
		return found[0];
	}
}
