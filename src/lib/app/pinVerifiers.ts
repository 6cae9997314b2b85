import * as v from 'valibot';
import { role, type Role } from '../domain/directory.ts';
import { FREE_TRIES, lockAfter } from '../domain/tries.ts';
import type { Settings } from '../data/settings.ts';

const ITERATIONS = 200_000;

const bytes = v.instance(Uint8Array<ArrayBuffer>);
const verifier = v.object({
	salt: bytes,
	tag: bytes,
	role,
	/** Of the PIN, see `pinNumbers.ts`; those of older versions of the app count as old */
	number: v.optional(v.number(), 0),
	/** When the server confirmed it, ms since 1970, UTC */
	at: v.optional(v.number(), 0)
});
/** Wrong tries in a row, and until when (ms, UTC) the person is locked out on this device */
const tries = v.object({ wrong: v.number(), lockedUntil: v.number() });
// Named only when it is asked for: where the page is no secure context there is no such class.
const deviceKey = v.custom<CryptoKey>((value) => value instanceof CryptoKey);

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
	| { readonly kind: 'right'; readonly role: Role }
	| { readonly kind: 'wrong'; readonly triesLeft: number }
	| { readonly kind: 'locked'; readonly until: number }
	| { readonly kind: 'unknown' };

/**
 * Verifiers of the PINs that the server has confirmed on this device, so that a check-in works offline (DESIGN § 6). They are
 * made with a key that cannot be read out of the browser; that slows a thief down, no more (docs/security.md).
 */
export class PinVerifiers {
	readonly #settings: Settings;
	readonly #crypto: Crypto;

	constructor(settings: Settings, crypto: Crypto) {
		this.#settings = settings;
		this.#crypto = crypto;
	}

	/** Remembers a PIN that the server has just confirmed. */
	async remember(staff: string, { pin, ...confirmed }: ConfirmedPin): Promise<void> {
		if (!this.#able) return;
		const salt = this.#crypto.getRandomValues(new Uint8Array(16));
		const tag = await this.#tag(pin, salt);
		await this.#settings.set(`app.pin.${staff}`, { ...confirmed, salt, tag });
		await this.#settings.remove(`app.tries.${staff}`);
	}

	/** The person has a new PIN: the old one must not open this device any more. */
	async forget(staff: string): Promise<void> {
		await this.#settings.remove(`app.pin.${staff}`);
	}

	/** False where the page is no secure context: browsers give no cryptography then (DESIGN § 3). */
	get #able(): boolean {
		return (this.#crypto.subtle as SubtleCrypto | undefined) !== undefined;
	}

	/** Tries a PIN without the server. */
	async check(staff: string, pin: string, { number, lasts, now }: PinStanding): Promise<Verdict> {
		const known = this.#settings.get(`app.pin.${staff}`, verifier);
		if (!known || !this.#able) return { kind: 'unknown' };
		if (known.number < number || now - known.at > lasts) {
			await this.forget(staff);
			return { kind: 'unknown' };
		}
		const before = this.#settings.get(`app.tries.${staff}`, tries) ?? { wrong: 0, lockedUntil: 0 };
		if (now < before.lockedUntil) return { kind: 'locked', until: before.lockedUntil };
		if (equal(await this.#tag(pin, known.salt), known.tag)) {
			await this.#settings.remove(`app.tries.${staff}`);
			return { kind: 'right', role: known.role };
		}
		const wrong = before.wrong + 1;
		const lockedUntil = now + lockAfter(wrong);
		await this.#settings.set(`app.tries.${staff}`, { wrong, lockedUntil });
		return lockedUntil > now
			? { kind: 'locked', until: lockedUntil }
			: { kind: 'wrong', triesLeft: FREE_TRIES - wrong };
	}

	async #tag(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
		const { subtle } = this.#crypto;
		const material = await subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
			'deriveBits'
		]);
		const stretch = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS };
		const derived = await subtle.deriveBits(stretch, material, 256);
		return new Uint8Array(await subtle.sign('HMAC', await this.#deviceKey(), derived));
	}

	async #deviceKey(): Promise<CryptoKey> {
		const known = this.#settings.get('app.pinKey', deviceKey);
		if (known) return known;
		const made = await this.#crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
		await this.#settings.set('app.pinKey', made);
		return made;
	}
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
	return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
