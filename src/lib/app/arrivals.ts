import type { Arrival } from '../data/replica.ts';

/** How far what had arrived on this device reached at some moment. */
export interface Reach {
	/** ms since 1970, corrected */
	readonly at: number;
	/** The server's generation whose copy the sequence belongs to; absent before anything had arrived */
	readonly generation?: string;
	readonly sequence?: number;
}

/**
 * In which order facts came to this device: a message that was written yesterday on a tablet without network and arrives
 * now is new now (DESIGN § 7.3). The order is the one in which the replica stored them, so nothing else has to be kept.
 */
export class Arrivals {
	#generation: string | undefined;
	/** Ids and their sequences, in the order of arrival */
	#ids: string[] = [];
	#sequences: number[] = [];

	/** Takes over what the replica says. All that it has comes at once, and then what is new. */
	take({ generation, sequences }: Arrival): void {
		if (generation !== this.#generation) {
			this.#generation = generation;
			this.#ids = [];
			this.#sequences = [];
		}
		const known = this.#last;
		for (const [id, sequence] of sequences) {
			// A replica that was opened again tells all of it once more.
			if (sequence <= known) continue;
			this.#ids.push(id);
			this.#sequences.push(sequence);
		}
	}

	/** How far it reaches now. @param at ms since 1970, corrected */
	reach(at: number): Reach {
		return { at, generation: this.#generation, sequence: this.#last };
	}

	/** The ids that came after that, in order of arrival; undefined where the server's data is another since, so that this cannot be said. */
	after({ generation, sequence }: Reach): string[] | undefined {
		if (generation !== this.#generation || sequence === undefined) return undefined;
		let from = this.#ids.length;
		while (from > 0 && (this.#sequences[from - 1] ?? 0) > sequence) from -= 1;
		return this.#ids.slice(from);
	}

	get #last(): number {
		return this.#sequences.at(-1) ?? 0;
	}
}
