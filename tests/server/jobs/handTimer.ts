import type { Timer } from '../../../server/jobs/runner.ts';

/** A timer that goes off when the test says so. */
export class HandTimer {
	readonly #waiting = new Map<symbol, { callback: () => void; pause: number }>();

	readonly timer: Timer = (callback, pause) => {
		const key = Symbol();
		this.#waiting.set(key, { callback, pause });
		return () => void this.#waiting.delete(key);
	};

	/** The pauses that are being waited out, in the order in which they began. */
	get pauses(): number[] {
		return [...this.#waiting.values()].map(({ pause }) => pause);
	}

	/** Lets everything that waits for just this long go off. */
	ring(pause: number): void {
		for (const [key, waiting] of [...this.#waiting]) {
			if (waiting.pause !== pause) continue;
			this.#waiting.delete(key);
			waiting.callback();
		}
	}
}
