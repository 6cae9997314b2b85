import { expect, test } from 'vitest';
import { grouped, pairingCode } from '../../../src/routes/pair/pairingCode.ts';

test('a code is read however it was written down', () => {
	expect(pairingCode('abcd-efgh')).toBe('ABCDEFGH');
	expect(pairingCode(' AB CD EF GH ')).toBe('ABCDEFGH');
	expect(pairingCode('ABCDEFGHJ')).toBe('ABCDEFGH');
	expect(pairingCode('')).toBe('');
});

test('grouping is undone by reading, so that typing goes on', () => {
	for (const code of ['', 'A', 'ABCD', 'ABCDE', 'ABCDEFGH']) expect(pairingCode(grouped(code))).toBe(code);
	expect(grouped('ABCDEFGH')).toBe('ABCD EFGH');
});
