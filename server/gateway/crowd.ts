import { ServerError } from '../errors.ts';

/** How much one visitor may ask for. */
export interface CrowdLimits {
	/** Requests that may be open at once */
	readonly atOnce: number;
	/** Requests per second on average */
	readonly perSecond: number;
	/** Requests that may come at once after a quiet while */
	readonly savedUp: number;
}

/**
 * Of the gateway, for each session. A device has two feeds and a handful of requests beside them, several tabs some more; one that hears of
 * each of many facts at once asks some tens of times a second; a first pull of the largest chain is a few hundred.
 */
export const GATEWAY_LIMITS: CrowdLimits = { atOnce: 60, perSecond: 50, savedUp: 2000 };
/** Of `/api`, for each account: a hundred pictures in parts, after days without network, are some hundred requests. */
export const API_LIMITS: CrowdLimits = { atOnce: 30, perSecond: 20, savedUp: 2000 };
/**
 * Of cookies that no session is known for, for each address. A whole chain may be behind one: after a start of the server each of its thousand
 * devices is looked up once, all within a moment. Who was found is not counted again, so that whoever makes up cookies beside them, at
 * that address or another, holds up nobody who was let in before.
 */
export const STRANGER_LIMITS: CrowdLimits = { atOnce: 1000, perSecond: 20, savedUp: 2000 };
/** More than visitors that are active at once; quiet ones begin anew. */
const MOST_VISITORS = 10_000;

interface Visitor {
	open: number;
	/** Requests that are left, as of `since` (ms since 1970) */
	left: number;
	since: number;
}

/** Keeps one session, account or address from taking what is there for all: nobody needs a stolen tablet that asks without end. */
export class Crowd {
	readonly #clock: () => number;
	readonly #limits: CrowdLimits;
	readonly #visitors = new Map<string, Visitor>();

	constructor(clock: () => number, limits: CrowdLimits) {
		this.#clock = clock;
		this.#limits = limits;
	}

	/**
	 * Counts a request in.
	 * @returns what counts it out
	 * @throws ServerError `too-many-requests` with `retryAfter` in seconds
	 */
	enter(name: string): () => void {
		const visitor = this.#visitor(name);
		if (visitor.left < 1 || visitor.open >= this.#limits.atOnce)
			throw new ServerError('too-many-requests', { retryAfter: 1 });
		visitor.left -= 1;
		visitor.open += 1;
		return () => {
			visitor.open -= 1;
		};
	}

	#visitor(name: string): Visitor {
		const { perSecond, savedUp } = this.#limits;
		const now = this.#clock();
		const known = this.#visitors.get(name);
		if (known) {
			const earned = (Math.max(0, now - known.since) / 1000) * perSecond;
			known.left = Math.min(savedUp, known.left + earned);
			known.since = now;
			return known;
		}
		if (this.#visitors.size >= MOST_VISITORS) this.#forgetQuiet();
		const visitor = { open: 0, left: savedUp, since: now };
		this.#visitors.set(name, visitor);
		return visitor;
	}

	#forgetQuiet(): void {
		for (const [name, { open }] of this.#visitors) if (open === 0) this.#visitors.delete(name);
	}
}
