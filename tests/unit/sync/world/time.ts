interface Timer {
	readonly at: number;
	readonly callback: () => void;
}

/** Lets everything that needs no clock run to its end: promises, and PouchDB's own turns of the event loop. */
export async function settle(): Promise<void> {
	for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** True time of a simulated world. It stands still until it is moved on. */
export class Time {
	now: number;
	readonly #timers = new Set<Timer>();

	constructor(now: number) {
		this.now = now;
	}

	later(callback: () => void, ms: number): () => void {
		const timer = { at: this.now + Math.max(0, ms), callback };
		this.#timers.add(timer);
		return () => void this.#timers.delete(timer);
	}

	/** Moves on by that many ms, one timer after the other. */
	async pass(ms: number): Promise<void> {
		const end = this.now + ms;
		await settle();
		for (let next = this.#next(end); next; next = this.#next(end)) {
			this.now = Math.max(this.now, next.at);
			this.#timers.delete(next);
			next.callback();
			await settle();
		}
		this.now = end;
	}

	#next(end: number): Timer | undefined {
		let next: Timer | undefined;
		for (const timer of this.#timers) if (timer.at <= end && (!next || timer.at < next.at)) next = timer;
		return next;
	}
}
