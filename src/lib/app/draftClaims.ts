import type { Locks } from '../sync/environment.ts';

/** How long a page that is just being reloaded has to let go of what it wrote, ms. */
const LET_GO_WITHIN = 1_000;

interface Claim {
	readonly granted: Promise<boolean>;
	readonly end: () => void;
	count: number;
}

/**
 * Which drafts this window writes: no other window of the device goes on with them meanwhile, nor overwrites them. The browser ends the claims
 * of a window that is closed or crashes. Without Web Locks each window may have any: then what was typed last is kept.
 */
export class DraftClaims {
	readonly #locks: Locks;
	readonly #claims = new Map<string, Claim>();

	constructor(locks: Locks) {
		this.#locks = locks;
	}

	/** Claims a draft, once more where this window has it. @returns false where another window has it; else it is to be released */
	claim(draft: string): Promise<boolean> {
		const claim = this.#claims.get(draft) ?? this.#request(draft);
		claim.count += 1;
		return claim.granted;
	}

	/** Ends one claim; with the last one other windows may have the draft. */
	release(draft: string): void {
		const claim = this.#claims.get(draft);
		if (!claim) return;
		claim.count -= 1;
		if (claim.count > 0) return;
		this.#claims.delete(draft);
		claim.end();
	}

	#request(draft: string): Claim {
		let end = (): void => undefined;
		const ended = new Promise<void>((resolve) => (end = resolve));
		const signal = AbortSignal.timeout(LET_GO_WITHIN);
		const granted = new Promise<boolean>((resolve) => {
			const hold = (): Promise<void> => {
				resolve(true);
				return ended;
			};
			this.#locks.request(`dienstbuch-draft-${draft}`, { signal }, hold).catch(() => {
				if (this.#claims.get(draft) === claim) this.#claims.delete(draft);
				resolve(false);
			});
		});
		const claim: Claim = { granted, end, count: 0 };
		this.#claims.set(draft, claim);
		return claim;
	}
}
