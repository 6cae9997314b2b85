import { sha256 } from '@noble/hashes/sha2.js';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * UTF-8 bytes of a well-formed string (RFC 3629). CouchDB's JavaScript engines have no TextEncoder, and they interpret: going by
 * code units is six times as fast there as going by characters.
 */
function utf8(text: string): Uint8Array {
	const bytes: number[] = [];
	for (let at = 0; at < text.length; at += 1) {
		const unit = text.charCodeAt(at);
		const paired = (unit & 0xfc00) === 0xd800 && at + 1 < text.length;
		const code = paired ? (text.codePointAt(at) ?? unit) : unit;
		if (code >= 0x10000) at += 1;
		if (code < 0x80) bytes.push(code);
		else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
		else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
		else {
			bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63));
			bytes.push(0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
		}
	}
	return Uint8Array.from(bytes);
}

/** Number of bytes that a well-formed string has in UTF-8. */
export function utf8Length(text: string): number {
	let bytes = 0;
	for (let at = 0; at < text.length; at += 1) {
		const unit = text.charCodeAt(at);
		// Each half of a surrogate pair stands for two of its four bytes.
		const half = unit >= 0xd800 && unit < 0xe000;
		bytes += unit < 0x80 ? 1 : unit < 0x800 || half ? 2 : 3;
	}
	return bytes;
}

function base32(bytes: Uint8Array): string {
	let out = '';
	let buffer = 0;
	let bits = 0;
	for (const byte of bytes) {
		buffer = (buffer << 8) | byte;
		bits += 8;
		while (bits >= 5) {
			bits -= 5;
			out += BASE32.charAt((buffer >>> bits) & 31);
		}
		buffer &= (1 << bits) - 1;
	}
	return bits > 0 ? out + BASE32.charAt((buffer << (5 - bits)) & 31) : out;
}

/**
 * The first 128 bits of the text's SHA-256 in lower-case base32 (RFC 4648 § 6, without padding): 26 characters.
 * Rule F3. The text must be well-formed (rule F7); lone surrogates hash to something, but do not survive transport.
 */
export function contentHash(text: string): string {
	return bytesHash(utf8(text));
}

/** {@link contentHash} of bytes. */
export function bytesHash(bytes: Uint8Array): string {
	return base32(sha256(bytes).slice(0, 16));
}
