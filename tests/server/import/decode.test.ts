import { describe, expect, test } from 'vitest';
import { DAMAGED, toUtf8 } from '../../../server/import/decode.ts';

const text = (...bytes: number[]) => toUtf8(Buffer.from(bytes)).toString();

describe('toUtf8', () => {
	test('takes UTF-8 as it is, and drops its byte order mark', () => {
		expect(toUtf8(Buffer.from('Đorđević 💪')).toString()).toBe('Đorđević 💪');
		expect(toUtf8(Buffer.from('\ufeffKürzel')).toString()).toBe('Kürzel');
	});

	test('takes what is not UTF-8 for cp1252', () => {
		expect(text(0x4b, 0xfc, 0x72, 0x7a, 0x65, 0x6c)).toBe('Kürzel');
	});

	test('knows the characters of cp1252 that Latin-1 lacks', () => {
		expect(text(0x80, 0x8a, 0x8e, 0x92, 0x96, 0x9a, 0x9e, 0x9f)).toBe('€ŠŽ’–šžŸ');
	});

	test('keeps the umlauts of UTF-8 in which a byte is bad', () => {
		const bytes = Buffer.from('Müller;Größe;Grün');
		bytes[bytes.length - 2] = 0x20;
		expect(toUtf8(bytes).toString()).toBe(`Müller;Größe;Gr${DAMAGED} n`);
	});

	test('keeps those of UTF-8 that is cut off within one', () => {
		const bytes = Buffer.from('Müller;Größe;Grü').subarray(0, -1);
		expect(toUtf8(bytes).toString()).toBe(`Müller;Größe;Gr${DAMAGED}`);
	});

	test('takes a marked file for UTF-8 however damaged it is', () => {
		expect(text(0xef, 0xbb, 0xbf, 0xfc, 0x41)).toBe(`${DAMAGED}A`);
	});

	test('decodes a long file without a seam', () => {
		const bytes = Buffer.alloc(200_001, 0xfc);
		expect(toUtf8(bytes).toString()).toBe('ü'.repeat(200_001));
	});

	test.each([
		['empty', Buffer.alloc(0)],
		['empty', Buffer.from('\ufeff')],
		['utf16', Buffer.from([0xff, 0xfe, 0x4b, 0x00])],
		['utf16', Buffer.from([0xfe, 0xff, 0x00, 0x4b])],
		['too-large', Buffer.alloc(200 * 1024 * 1024 + 1)]
	])('refuses a file that is %s', (code, bytes) => {
		expect(() => toUtf8(bytes)).toThrow(expect.objectContaining({ code }));
	});
});
