/** The corrected time as the screens see it: it moves every half minute, so that "heute 22:41" and a block's end stay true. */
export class Clock {
	readonly #read: () => number;
	#shown = $state(0);

	/** @param read the corrected time, ms since 1970, UTC */
	constructor(read: () => number) {
		this.#read = read;
		this.#shown = read();
	}

	/** Exact, for writing; reading it makes nothing reactive. */
	exact(): number {
		return this.#read();
	}

	/** For showing: as of the last tick. Reactive. */
	get now(): number {
		return this.#shown;
	}

	/** Takes the time anew, as after waking up. */
	tick(): void {
		this.#shown = this.#read();
	}

	/** Ticks by itself. @returns what stops it */
	start(every = 30_000): () => void {
		const timer = setInterval(() => this.tick(), every);
		return () => clearInterval(timer);
	}
}
