import { describe, expect, test } from 'vitest';
import { toUtf8 } from '../../../server/import/decode.ts';

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
