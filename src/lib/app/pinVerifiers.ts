import * as v from 'valibot';
import { role, type Role } from '../domain/directory.ts';
import type { Settings } from '../data/settings.ts';
import { pinTag, PinTags } from './pinTags.ts';
import { NO_TRIES, oneMoreWrong, pinTries, refusalOf, type PinRefusal } from './pinTries.ts';

const verifier = v.object({
	...pinTag.entries,
	role,
	/** Of the PIN, see `pinNumbers.ts`; those of older versions of the app count as old */
	number: v.optional(v.number(), 0),
	/** When the server confirmed it, ms since 1970, UTC */
	at: v.optional(v.number(), 0)
});

/** A PIN that the server has confirmed. */
export interface ConfirmedPin {
	readonly pin: string;
	readonly role: Role;
	readonly number: number;
	/** When, ms since 1970, UTC */
	readonly at: number;
}

/** What is known of a person's PIN by now. */
export interface PinStanding {
	/** Its number as the directory has it: what was confirmed before it rose was another PIN */
	readonly number: number;
	/** How long a confirmation counts, ms */
	readonly lasts: number;
	/** ms since 1970, UTC */
	readonly now: number;
}

/** What a try with a PIN came to. `unknown`: this device has not seen the person's PIN confirmed yet, or not lately. */
export type Verdict =
	{ readonly kind: 'right'; readonly role: Role } | PinRefusal | { readonly kind: 'unknown' };

/**
 * Verifiers of the PINs that the server has confirmed on this device, so that a check-in works offline (DESIGN § 6). They are
 * made with a key that cannot be read out of the browser; that slows a thief down, no more (docs/security.md).
 */
export class PinVerifiers {
	readonly #settings: Settings;
	readonly #tags: PinTags;

	constructor(settings: Settings, crypto: Crypto) {
		this.#settings = settings;
		this.#tags = new PinTags(settings, crypto);
	}

	/** Remembers a PIN that the server has just confirmed. */
	async remember(staff: string, { pin, ...confirmed }: ConfirmedPin): Promise<void> {
		if (!this.#tags.able) return;
		await this.#settings.set(`app.pin.${staff}`, { ...confirmed, ...(await this.#tags.make(pin)) });
		await this.#settings.remove(`app.tries.${staff}`);
	}

	/** The person has a new PIN: the old one must not open this device any more. */
	async forget(staff: string): Promise<void> {
		await this.#settings.remove(`app.pin.${staff}`);
	}

	/** Tries a PIN without the server. */
	async check(staff: string, pin: string, { number, lasts, now }: PinStanding): Promise<Verdict> {
		const known = this.#settings.get(`app.pin.${staff}`, verifier);
		if (!known || !this.#tags.able) return { kind: 'unknown' };
		if (known.number < number || now - known.at > lasts) {
			await this.forget(staff);
			return { kind: 'unknown' };
		}
		const before = this.#settings.get(`app.tries.${staff}`, pinTries) ?? NO_TRIES;
		if (now < before.lockedUntil) return { kind: 'locked', until: before.lockedUntil };
		if (await this.#tags.fits(pin, known)) {
			await this.#settings.remove(`app.tries.${staff}`);
			return { kind: 'right', role: known.role };
		}
		const after = oneMoreWrong(before, now);
		await this.#settings.set(`app.tries.${staff}`, after);
		return refusalOf(after, now);
	}
}
