import type { Account } from '../accounts/identity.ts';
import type { Audit } from './audit.ts';
import { NOBODY } from './who.ts';

/** Names that nobody has are noted together, this often at the most, ms: whoever guesses must not fill the list. */
const TOGETHER = 60_000;

/** Notes sign-ins that failed. What somebody typed as a user name is not kept: it is a password often enough. */
export class FailedSignIns {
	readonly #audit: Audit;
	readonly #clock: () => number;
	#unknown = 0;
	#noted = -Infinity;

	constructor(audit: Audit, clock: () => number) {
		this.#audit = audit;
		this.#clock = clock;
	}

	/** @param account that the name belongs to; undefined where it is nobody's */
	async note(account: Account | undefined): Promise<void> {
		if (account) {
			await this.#audit.record({ what: 'sign-in-failed', who: NOBODY, about: account.name });
			return;
		}
		this.#unknown += 1;
		if (this.#clock() - this.#noted < TOGETHER) return;
		const detail = { unknownNames: this.#unknown };
		[this.#unknown, this.#noted] = [0, this.#clock()];
		await this.#audit.record({ what: 'sign-in-failed', who: NOBODY, detail });
	}
}
