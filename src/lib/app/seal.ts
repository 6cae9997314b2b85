import type { SealedFile } from '../domain/rescueFile.ts';
import { SEAL } from '../domain/sealing.ts';

/** What a call of `String.fromCharCode` takes without running out of stack. */
const PIECE = 0x8000;

/** Bytes as JSON can hold them. */
export function base64(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += PIECE)
		text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
	return btoa(text);
}

/**
 * Encrypts a text so that only the server can read it, not even this device any more.
 * @param to public key of the server, uncompressed point of P-256, base64
 * @throws Error where the browser has no cryptography (a page without https), or the key is none
 */
export async function seal(text: string, to: string): Promise<Pick<SealedFile, 'key' | 'iv' | 'data'>> {
	const { subtle } = crypto;
	const servers = Uint8Array.from(atob(to), (sign) => sign.charCodeAt(0));
	const theirs = await subtle.importKey('raw', servers, SEAL.curve, false, []);
	const mine = await subtle.generateKey(SEAL.curve, false, ['deriveBits']);
	const point = new Uint8Array(await subtle.exportKey('raw', mine.publicKey));
	const shared = await subtle.deriveBits({ name: SEAL.curve.name, public: theirs }, mine.privateKey, 256);
	const secret = await subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
	const cipher = await subtle.deriveKey(SEAL.derivation(point), secret, SEAL.cipher, false, ['encrypt']);
	const iv = crypto.getRandomValues(new Uint8Array(SEAL.ivBytes));
	const data = await subtle.encrypt({ name: SEAL.cipher.name, iv }, cipher, new TextEncoder().encode(text));
	return { key: base64(point), iv: base64(iv), data: base64(new Uint8Array(data)) };
}
