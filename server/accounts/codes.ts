/** Random names and codes, and their hashes. */
import { createHash, createHmac } from 'node:crypto';

/** Without letters and digits that look alike (0 O, 1 I L). 31 signs. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** Random bytes from outside. */
export type Random = (length: number) => Uint8Array;

/** A code for people to type, every sign equally likely. */
export function randomCode(random: Random, length: number): string {
	let code = '';
	while (code.length < length) {
		for (const byte of random(length)) {
			// the rest would make the first signs likelier than the others
			if (byte < 8 * SIGNS.length && code.length < length) code += SIGNS.charAt(byte % SIGNS.length);
		}
	}
	return code;
}

/** The code for a purpose that follows from an installation's key: all servers have the same, and none keeps it. */
export function codeFrom(secret: Uint8Array, purpose: string, length: number): string {
	let round = 0;
	const derived = (bytes: number): Uint8Array => {
		round += 1;
		return new Uint8Array(createHmac('sha256', secret).update(`${purpose}:${round}`).digest()).subarray(
			0,
			bytes
		);
	};
	return randomCode(derived, length);
}

/** A code as it was typed: any case, with spaces and hyphens. */
export function typedCode(text: string): string {
	return text.toUpperCase().replace(/[\s\-–—_]/g, '');
}

/** A random name of lower-case letters and digits, as CouchDB's users and our facts take it. */
export function randomName(random: Random, kind: 'd' | 'p'): string {
	return `${kind}-${randomCode(random, 12).toLowerCase()}`;
}

/** A number of decimal digits, leading zeros included. */
export function randomDigits(random: Random, length: number): string {
	return Array.from(random(4 * length))
		.filter((byte) => byte < 250)
		.slice(0, length)
		.map((byte) => byte % 10)
		.join('')
		.padEnd(length, '0');
}

/** A token of 256 bits. */
export function randomToken(random: Random): string {
	return Buffer.from(random(32)).toString('base64url');
}

/** What is stored of a token or code: nobody who reads the database can use it. */
export function fingerprint(secret: string): string {
	return createHash('sha256').update(secret).digest('base64url');
}
