/**
 * The corrected time as the screens see it: it moves on every half minute of the clock, so that "heute 22:41" stays true and a block,
 * whose end falls on a whole minute, is gone from the screens at that instant (S11c).
 */
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

	/** Ticks by itself, whenever the time is a multiple of `every` (ms). @returns what stops it */
	start(every = 30_000): () => void {
		let timer: ReturnType<typeof setTimeout>;
		const next = (): void => {
			this.tick();
			// Rounded up: a tick that came a fraction too early would show what was.
			timer = setTimeout(next, Math.ceil(every - (this.#read() % every)));
		};
		next();
		return () => clearTimeout(timer);
	}
}
