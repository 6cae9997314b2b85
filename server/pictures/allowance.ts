import { ServerError } from '../errors.ts';

const DAY = 24 * 3_600_000;
/**
 * Bytes of pictures that one account may bring in a day: five hundred of the largest, more than anybody takes. A picture that no message
 * names lies there for a month, and nobody is to fill the disk with such.
 */
const MOST = 150_000_000;
/** Longest that a device is told to wait, s: the day may be over for it sooner on another server. */
const LONGEST_WAIT = 3600;

/** How much each account has brought today. Counted by each server for itself, and anew after a start. */
export class PictureAllowance {
	readonly #clock: () => number;
	readonly #taken = new Map<string, number>();
	#since = -Infinity;

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	/** Counts bytes that are about to be taken in. @throws ServerError `too-many-requests` with `retryAfter` in seconds */
	take(account: string, bytes: number): void {
		const now = this.#clock();
		if (now - this.#since >= DAY) {
			this.#taken.clear();
			this.#since = now;
		}
		const taken = (this.#taken.get(account) ?? 0) + bytes;
		if (taken > MOST) {
			const left = Math.ceil((this.#since + DAY - now) / 1000);
			throw new ServerError('too-many-requests', { retryAfter: Math.min(left, LONGEST_WAIT) });
		}
		this.#taken.set(account, taken);
	}
}
