/** Which field of a contact made it a result. */
export type Matched = 'id' | 'card' | 'phone' | 'birth' | 'name';

/** The fields as small numbers; where several terms matched, the highest is told, for a name shows itself. */
export const FIELDS: readonly Matched[] = ['name', 'birth', 'phone', 'card', 'id'];

/** Not enough different words for terms that begin alike: still a result, after the proper ones. */
const SHARED_WORD = 5;

/**
 * Counts, term by term, which contacts ("slots") have everything that was asked for, and how well. Parallel arrays
 * that are kept from query to query, since one letter may touch every tenth contact.
 */
export class Tally {
	readonly #sums: Uint8Array;
	readonly #fields: Uint8Array;
	readonly #terms: Uint8Array;
	readonly #best: Uint8Array;
	readonly #bestField: Uint8Array;
	readonly #times: Uint8Array;
	readonly #touched: Uint32Array;
	#touchedCount = 0;
	#results: Uint32Array;
	#termCount = 0;

	constructor(slots: number) {
		this.#sums = new Uint8Array(slots);
		this.#fields = new Uint8Array(slots);
		this.#terms = new Uint8Array(slots);
		this.#best = new Uint8Array(slots);
		this.#bestField = new Uint8Array(slots);
		this.#times = new Uint8Array(slots);
		this.#touched = new Uint32Array(slots);
		this.#results = this.#touched.subarray(0, 0);
	}

	/** Begins a query; `bonuses` is how many optional terms will follow the others. */
	reset(bonuses: number): void {
		this.#sums.fill(bonuses);
		this.#terms.fill(0);
		this.#fields.fill(0);
		this.#termCount = 0;
		this.#results = this.#touched.subarray(0, 0);
	}

	/** A contact fits the current term; the lowest `grade` (1 …) of all offers counts. */
	offer(slot: number, grade: number, field: number): void {
		const before = this.#best[slot] as number;
		if (before === 0) {
			this.#touched[this.#touchedCount++] = slot;
			this.#times[slot] = 1;
		} else this.#times[slot] = (this.#times[slot] as number) + 1;
		if (before === 0 || grade < before) {
			this.#best[slot] = grade;
			this.#bestField[slot] = field;
		}
	}

	/** Ends a term that each result must have, offered at least `times` times. */
	require(times: number): void {
		let kept = 0;
		for (let at = 0; at < this.#touchedCount; at++) {
			const slot = this.#touched[at] as number;
			if (this.#terms[slot] === this.#termCount) {
				const penalty = (this.#times[slot] as number) < times ? SHARED_WORD : 0;
				this.#terms[slot] = this.#termCount + 1;
				this.#sums[slot] = (this.#sums[slot] as number) + (this.#best[slot] as number) + penalty;
				this.#fields[slot] = Math.max(this.#fields[slot] as number, this.#bestField[slot] as number);
				this.#touched[kept++] = slot;
			}
			this.#best[slot] = 0;
		}
		this.#results = this.#touched.slice(0, kept);
		this.#touchedCount = 0;
		this.#termCount++;
	}

	/** Ends a term that is good to have. */
	welcome(): void {
		for (let at = 0; at < this.#touchedCount; at++) {
			const slot = this.#touched[at] as number;
			if (this.#terms[slot] === this.#termCount) this.#sums[slot] = (this.#sums[slot] as number) - 1;
			this.#best[slot] = 0;
		}
		this.#touchedCount = 0;
	}

	/** The slots that have every required term, in no order; none before the first. */
	get results(): Uint32Array {
		return this.#results;
	}

	/** How well a result fits; lower is better. */
	grade(slot: number): number {
		return this.#sums[slot] as number;
	}

	/** The field to show for a result. */
	field(slot: number): Matched {
		return FIELDS[this.#fields[slot] as number] ?? 'name';
	}
}
