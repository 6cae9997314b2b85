import type { DocumentScope } from 'nano';
import { remove, update } from '../couchdb/documents.ts';
import { fingerprint } from './codes.ts';
import type { TriesDoc } from './privateDocs.ts';

/** Wrong tries until the first lock (DESIGN § 6). */
const FREE_TRIES = 5;
/** The first lock, doubling with each further wrong try up to the longest; ms. */
const FIRST_LOCK = 30_000;
const LONGEST_LOCK = 3_600_000;

/** How long the n-th wrong try in a row locks, ms. */
export function lockAfter(wrong: number): number {
	if (wrong < FREE_TRIES) return 0;
	return Math.min(FIRST_LOCK * 2 ** Math.min(wrong - FREE_TRIES, 20), LONGEST_LOCK);
}

/** What is left after a wrong try. */
export interface AfterWrong {
	readonly triesLeft: number;
	/** ms since 1970; absent while tries are left */
	readonly lockedUntil?: number;
}

/** Counts wrong tries in the database, so that neither a restart nor another process forgets them. */
export class Tries {
	readonly #db: () => DocumentScope<TriesDoc>;
	readonly #clock: () => number;

	constructor(db: () => DocumentScope<TriesDoc>, clock: () => number) {
		this.#db = db;
		this.#clock = clock;
	}

	/**
	 * Counts a try before it is known whether it is right: tries that run at the same time count all the same.
	 * @returns what holds if it turns out wrong; or `locked` where it must not even be looked at
	 */
	async begin(whose: string): Promise<AfterWrong | { readonly locked: number }> {
		const now = this.#clock();
		let locked = 0;
		const doc = await update(this.#db(), idOf(whose), (old) => {
			locked = old && old.lockedUntil > now ? old.lockedUntil : 0;
			if (locked > 0) return undefined;
			const wrong = (old?.wrong ?? 0) + 1;
			const lock = lockAfter(wrong);
			return { wrong, lockedUntil: lock > 0 ? now + lock : 0 };
		});
		if (locked > 0 || !doc) return { locked };
		const { wrong, lockedUntil } = doc;
		return { triesLeft: Math.max(0, FREE_TRIES - wrong), ...(lockedUntil > 0 ? { lockedUntil } : {}) };
	}

	/** The try was right: all is forgotten. */
	async succeed(whose: string): Promise<void> {
		await remove(this.#db(), idOf(whose));
	}
}

/** Fingerprinted, since a user name that somebody typed may hold anything. */
function idOf(whose: string): string {
	return `tries:${fingerprint(whose)}`;
}
