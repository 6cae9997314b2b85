import type { Environment } from './environment.ts';

/**
 * Waits that many ms, or until one of the signals, whichever comes first.
 * @param ms Infinity waits for the signals alone
 */
export function pause(
	environment: Environment,
	ms: number,
	...signals: readonly AbortSignal[]
): Promise<void> {
	if (signals.some((signal) => signal.aborted)) return Promise.resolve();
	return new Promise((resolve) => {
		const end = (): void => {
			callOff();
			for (const signal of signals) signal.removeEventListener('abort', end);
			resolve();
		};
		const callOff = ms === Infinity ? () => undefined : environment.later(end, ms);
		for (const signal of signals) signal.addEventListener('abort', end);
	});
}

/** Something that can be rung again and again; each ring ends what waits for it. */
export class Bell {
	#controller = new AbortController();

	/** Aborted at the next ring. */
	get signal(): AbortSignal {
		return this.#controller.signal;
	}

	ring(): void {
		const rung = this.#controller;
		this.#controller = new AbortController();
		rung.abort();
	}
}
