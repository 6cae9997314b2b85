import type { Channel } from '../data/storage.ts';
import type { Environment } from './environment.ts';

const LOCK = 'dienstbuch-sync';
/** How long the tab that syncs has to answer before its lock is taken from it: a frozen tab never does (rule T3), ms. */
export const ANSWER_WITHIN = 2_000;

/** `want`: a visible tab asks for the lock · `keep`: the tab that has it is visible too · `hidden`: the tab that has it no longer is. */
type Word = 'want' | 'keep' | 'hidden';

/** Lets one tab of a device sync, a visible one where there is one (rules T1 to T4). */
export class TabLock {
	readonly #environment: Environment;
	readonly #lead: (signal: AbortSignal) => Promise<void>;
	readonly #channel: Channel;
	readonly #closing = new AbortController();
	readonly #stopListening: (() => void)[];
	#waiting: AbortController | undefined;
	#leading: AbortController | undefined;
	#callOff: () => void = () => undefined;
	#running: Promise<void> = Promise.resolve();

	/** @param lead does the work while this tab has the lock, until the signal; it must not throw */
	constructor(environment: Environment, lead: (signal: AbortSignal) => Promise<void>) {
		this.#environment = environment;
		this.#lead = lead;
		this.#channel = environment.channel(LOCK);
		this.#stopListening = [
			this.#channel.listen((word) => this.#hear(word as Word)),
			environment.onChange(() => this.#turn())
		];
		this.#running = this.#wait();
		this.#claim();
	}

	async close(): Promise<void> {
		this.#closing.abort();
		this.#callOff();
		for (const stop of this.#stopListening) stop();
		this.#channel.close();
		this.#waiting?.abort();
		this.#leading?.abort();
		await this.#running;
	}

	/** Queues for the lock again and again. */
	async #wait(): Promise<void> {
		let steal = false;
		while (!this.#closing.signal.aborted) {
			const waiting = (this.#waiting = new AbortController());
			const options = steal ? { steal } : { signal: waiting.signal };
			try {
				await this.#environment.locks.request(LOCK, options, () => this.#hold());
				steal = false;
			} catch {
				// Either the waiting was ended, in order to steal, or somebody else has stolen the lock.
				steal = waiting.signal.aborted && !this.#closing.signal.aborted;
				this.#leading?.abort();
			}
		}
	}

	async #hold(): Promise<void> {
		this.#callOff();
		if (this.#closing.signal.aborted) return;
		const leading = (this.#leading = new AbortController());
		await this.#lead(leading.signal);
		if (this.#leading === leading) this.#leading = undefined;
	}

	#turn(): void {
		if (!this.#environment.visible()) {
			this.#callOff();
			if (this.#leading) this.#channel.post('hidden' satisfies Word);
		} else this.#claim();
	}

	/** A visible tab asks for the lock, and takes it where nobody answers. */
	#claim(): void {
		if (this.#leading || !this.#environment.visible() || this.#closing.signal.aborted) return;
		this.#callOff();
		this.#channel.post('want' satisfies Word);
		this.#callOff = this.#environment.later(() => this.#waiting?.abort(), ANSWER_WITHIN);
	}

	#hear(word: Word): void {
		if (word === 'keep') this.#callOff();
		else if (word === 'hidden') this.#claim();
		else if (this.#leading) {
			if (this.#environment.visible()) this.#channel.post('keep' satisfies Word);
			else this.#leading.abort();
		}
	}
}
