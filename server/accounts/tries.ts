import type { DocumentScope } from 'nano';
import { FREE_TRIES, lockAfter } from '../../src/lib/domain/tries.ts';
import { listByPrefix, remove, update } from '../couchdb/documents.ts';
import { fingerprint } from './codes.ts';
import type { TriesDoc } from './privateDocs.ts';

/** How long a wrong try is remembered after its lock is over, ms: who mistypes once a month is not locked out in the fifth. */
const REMEMBERED = 24 * 3_600_000;

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
			const wrong = (old && !isForgotten(old, now) ? old.wrong : 0) + 1;
			const lock = lockAfter(wrong);
			return { wrong, lockedUntil: lock > 0 ? now + lock : 0, at: now };
		});
		if (locked > 0 || !doc) return { locked };
		const { wrong, lockedUntil } = doc;
		return { triesLeft: Math.max(0, FREE_TRIES - wrong), ...(lockedUntil > 0 ? { lockedUntil } : {}) };
	}

	/** The try was right: all is forgotten. */
	async succeed(whose: string): Promise<void> {
		await remove(this.#db(), idOf(whose));
	}

	/** Removes what is forgotten. */
	async clear(signal?: AbortSignal): Promise<void> {
		for (const doc of await listByPrefix(this.#db(), ID)) {
			signal?.throwIfAborted();
			if (isForgotten(doc, this.#clock())) await remove(this.#db(), doc._id);
		}
	}
}

const ID = 'tries:';

function isForgotten({ at = 0, lockedUntil }: TriesDoc, now: number): boolean {
	return now - Math.max(at, lockedUntil) > REMEMBERED;
}

/** Fingerprinted, since a user name that somebody typed may hold anything. */
function idOf(whose: string): string {
	return ID + fingerprint(whose);
}
