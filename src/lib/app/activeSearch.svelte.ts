import { untrack } from 'svelte';

/** A search bar that is on the screen. */
export interface SearchTarget {
	/** A bar within a screen takes the place of the one in the header while it is there. */
	readonly within: boolean;
	focus(): void;
	/** Takes what a card scanner typed while no field had the focus. */
	scanned(code: string): void;
}

/** The search bars on the screen: the key `/` and the scanner go to the one that came last. */
class ActiveSearch {
	#targets = $state.raw<readonly SearchTarget[]>([]);

	/** @returns what says that the bar is gone */
	enter(target: SearchTarget): () => void {
		// An effect that enters a bar must not follow the others.
		this.#targets = [...untrack(() => this.#targets), target];
		return () => {
			this.#targets = this.#targets.filter((one) => one !== target);
		};
	}

	get current(): SearchTarget | undefined {
		return this.#targets.at(-1);
	}

	/** True while a screen has a bar of its own. Reactive. */
	get within(): boolean {
		return this.#targets.some((target) => target.within);
	}
}

export const activeSearch = new ActiveSearch();
