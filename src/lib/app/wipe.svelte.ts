import type { Channel } from '../data/storage.ts';

/** How far a wipe is: `begun`, and everything is to be let go of · `done`, or given up. */
export type WipeStage = 'begun' | 'done';

/** The wipe of a device, which concerns all its windows: none may go on with what another has removed. */
export class Wipe {
	readonly #channel: Channel;
	readonly #letGo: () => Promise<void>;
	#own = false;
	#elsewhere = $state<WipeStage>();

	/** @param letGo closes all that this window has open */
	constructor(channel: Channel, letGo: () => Promise<void>) {
		this.#channel = channel;
		this.#letGo = letGo;
		channel.listen((stage) => this.#hear(stage as WipeStage));
	}

	/** What another window is doing to the device; undefined where none does. Reactive. */
	get elsewhere(): WipeStage | undefined {
		return this.#elsewhere;
	}

	/** Tells the other windows before and after, also where it failed: they wait for it. Where another window is at it, it is left to that one. */
	async run(remove: () => Promise<void>): Promise<void> {
		if (this.#elsewhere) return;
		// Two windows may begin at once (the device was reported lost): from now on neither listens, so neither keeps the other from it.
		this.#own = true;
		this.#channel.post('begun' satisfies WipeStage);
		try {
			await remove();
		} finally {
			this.#channel.post('done' satisfies WipeStage);
		}
	}

	close(): void {
		this.#channel.close();
	}

	#hear(stage: WipeStage): void {
		if (this.#own) return;
		if (!this.#elsewhere) {
			// What cannot be closed properly goes with the page, which is loaded anew.
			void this.#letGo().catch(() => undefined);
		}
		this.#elsewhere = stage;
	}
}
