import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentHash, utf8Length } from '../../../src/lib/domain/hash.ts';

/** Rule F3 a second time, by other means: Node's SHA-256, and base32 by arithmetic on one large number. */
function expectedHash(text: string): string {
	const hex = createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
	let rest = BigInt(`0x${hex}`) << 2n;
	let out = '';
	for (let digit = 0; digit < 26; digit += 1) {
		out = 'abcdefghijklmnopqrstuvwxyz234567'.charAt(Number(rest & 31n)) + out;
		rest >>= 5n;
	}
	return out;
}

const TEXTS = {
	empty: '',
	ASCII: '{"a":1}',
	umlauts: 'Jänner, Maß, Đorđević',
	euro: '10 €',
	emoji: 'gut 👍🏽 👩‍👩‍👧',
	'right-to-left': 'שלום مرحبا \u202Eabc',
	'edges of UTF-8': '\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\u{10000}\u{10FFFF}'
};

describe('F3 hash', () => {
	test('F3 known vector: the empty text', () => {
		// SHA-256 of nothing is e3b0c442 98fc1c14 9afbf4c8 996fb924 …
		expect(contentHash('')).toBe('4oymiquy7qobjgx36tejs35zeq');
	});

	test.each(Object.entries(TEXTS))('F3 is 128 bits of SHA-256 in base32: %s', (_name, text) => {
		expect(contentHash(text)).toBe(expectedHash(text));
		expect(utf8Length(text)).toBe(Buffer.byteLength(text, 'utf8'));
	});

	test('F3 holds for any well-formed text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(contentHash(text)).toBe(expectedHash(text));
				expect(utf8Length(text)).toBe(Buffer.byteLength(text, 'utf8'));
			})
		);
	});
});
