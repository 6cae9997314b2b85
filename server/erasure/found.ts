import type { ErasedCounts } from './erasedDocs.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What a sweep came upon, by erasure. */
export class Found {
	readonly #counts = new Map<string, Mutable<ErasedCounts>>();

	/** @param erasure id of the erasure that wants it */
	count(erasure: string, what: keyof ErasedCounts, number = 1): void {
		const counts = this.#counts.get(erasure) ?? noCounts();
		counts[what] += number;
		this.#counts.set(erasure, counts);
	}

	/** What belonged to each erasure of which there was something. */
	get byErasure(): ReadonlyMap<string, ErasedCounts> {
		return this.#counts;
	}
}

/** Nothing of anything. */
export function noCounts(): Mutable<ErasedCounts> {
	return { contacts: 0, messages: 0, archived: 0, pictures: 0, entries: 0 };
}

/** Both together. */
export function sumOf(one: ErasedCounts, other: ErasedCounts | undefined): ErasedCounts {
	const sum = noCounts();
	for (const key of Object.keys(sum) as (keyof ErasedCounts)[]) sum[key] = one[key] + (other?.[key] ?? 0);
	return sum;
}
