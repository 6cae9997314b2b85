/** Something that only the server knows, for a screen: not yet there, there, or why not. What was there once stays while it is asked again. */
export class Fetched<T> {
	readonly #ask: () => Promise<T>;
	#value = $state.raw<T>();
	#failure = $state.raw<unknown>();
	#asking = $state(false);
	#turn = 0;

	constructor(ask: () => Promise<T>) {
		this.#ask = ask;
	}

	get value(): T | undefined {
		return this.#value;
	}

	/** Why the last asking failed; undefined where it did not. */
	get failure(): unknown {
		return this.#failure;
	}

	get asking(): boolean {
		return this.#asking;
	}

	/** Asks the server. Of several that overlap the last one counts. Never rejects. */
	async load(): Promise<void> {
		this.#turn += 1;
		const turn = this.#turn;
		this.#asking = true;
		try {
			const value = await this.#ask();
			if (turn !== this.#turn) return;
			this.#value = value;
			this.#failure = undefined;
		} catch (error) {
			if (turn === this.#turn) this.#failure = error;
		} finally {
			if (turn === this.#turn) this.#asking = false;
		}
	}

	/** Takes what the server has just said elsewhere. */
	take(value: T): void {
		this.#turn += 1;
		this.#value = value;
		this.#failure = undefined;
		this.#asking = false;
	}
}
