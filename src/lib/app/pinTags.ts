import * as v from 'valibot';
import type { Settings } from '../data/settings.ts';

const ITERATIONS = 200_000;

const bytes = v.instance(Uint8Array<ArrayBuffer>);
/** What a PIN is known again by; the PIN itself is stored nowhere. */
export const pinTag = v.object({ salt: bytes, tag: bytes });
export type PinTag = v.InferOutput<typeof pinTag>;
// Named only when it is asked for: where the page is no secure context there is no such class.
const deviceKey = v.custom<CryptoKey>((value) => value instanceof CryptoKey);

/** Makes and compares tags of PINs, with a key of the device that cannot be read out of the browser (docs/security.md). */
export class PinTags {
	readonly #settings: Settings;
	readonly #crypto: Crypto;

	constructor(settings: Settings, crypto: Crypto) {
		this.#settings = settings;
		this.#crypto = crypto;
	}

	/** False where the page is no secure context: browsers give no cryptography then (DESIGN § 3). */
	get able(): boolean {
		return (this.#crypto.subtle as SubtleCrypto | undefined) !== undefined;
	}

	/** To be asked only where {@link able}. */
	async make(pin: string): Promise<PinTag> {
		const salt = this.#crypto.getRandomValues(new Uint8Array(16));
		return { salt, tag: await this.#tag(pin, salt) };
	}

	/** True where the tag is that of this PIN. To be asked only where {@link able}. */
	async fits(pin: string, { salt, tag }: PinTag): Promise<boolean> {
		return equal(await this.#tag(pin, salt), tag);
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
