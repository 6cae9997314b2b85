import { StorageFull, StorageLost } from '../data/errors.ts';
import { pauseAfter } from './backoff.ts';
import type { Contact } from './contact.ts';
import type { Environment } from './environment.ts';
import { RequestFailed } from './http.ts';
import { Bell, pause } from './pause.ts';
import type { Trouble } from './status.ts';

/** What stops a lane for now. */
export interface Standstill {
	readonly reason: Trouble;
	readonly status?: number;
	/** Environment's clock, ms */
	readonly until: number;
}

function troubleOf(error: unknown): Trouble {
	if (error instanceof RequestFailed) return error.trouble;
	if (error instanceof StorageFull) return 'storage-full';
	return error instanceof StorageLost ? 'storage-lost' : 'server-error';
}

/**
 * Keeps one kind of work going (a pull, the push): starts it whenever the server has said that this device may sync, and again
 * after a pause when it failed (rules B1 to B3).
 */
export class Lane {
	readonly #environment: Environment;
	readonly #contact: Contact;
	readonly #work: (generation: string, signal: AbortSignal) => Promise<void>;
	readonly #changed: () => void;
	readonly #restart = new Bell();
	#failures = 0;
	#standstill: Standstill | undefined;

	/** @param work runs until the signal; throws where it failed, and is started again */
	constructor(
		environment: Environment,
		contact: Contact,
		work: (generation: string, signal: AbortSignal) => Promise<void>,
		changed: () => void
	) {
		this.#environment = environment;
		this.#contact = contact;
		this.#work = work;
		this.#changed = changed;
	}

	get standstill(): Standstill | undefined {
		return this.#standstill;
	}

	/** The work got somewhere: the next failure counts as the first. */
	progressed(): void {
		this.#failures = 0;
	}

	/** Ends what runs or waits, and starts afresh without a pause. */
	restart(): void {
		this.#failures = 0;
		this.#restart.ring();
	}

	async run(signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			const generation = await this.#contact.ready(signal);
			if (generation === undefined) return;
			const restart = this.#restart.signal;
			try {
				await this.#work(generation, AbortSignal.any([signal, restart]));
			} catch (error) {
				if (signal.aborted) return;
				if (restart.aborted) continue;
				await this.#stand(error, signal, restart);
			}
		}
	}

	async #stand(error: unknown, signal: AbortSignal, restart: AbortSignal): Promise<void> {
		this.#failures += 1;
		const asked = error instanceof RequestFailed ? error.retryAfter : undefined;
		const wait = asked ?? pauseAfter(this.#failures, this.#environment.random());
		const status = error instanceof RequestFailed ? error.status : undefined;
		this.#standstill = { reason: troubleOf(error), status, until: this.#environment.now() + wait };
		this.#contact.doubt();
		this.#changed();
		await pause(this.#environment, wait, signal, restart);
		this.#standstill = undefined;
		this.#changed();
	}
}
