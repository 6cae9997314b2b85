import { describe, expect, it } from 'vitest';
import {
	codeOf,
	codeParts,
	phoneDigits,
	sameCard,
	writeCode,
	writeCodeRest,
	writeSignificantDigits
} from '../../../src/lib/search/numbers.ts';

const written = (text: string, write: (text: string, bytes: Uint8Array, at: number) => number) => {
	const bytes = new Uint8Array(text.length + 3);
	return String.fromCharCode(...bytes.subarray(3, write(text, bytes, 3)));
};

describe('telephone numbers', () => {
	it.each([
		'+43 664 123 45 67',
		'0043 664/1234567',
		'0664 1234567',
		'0664/123-45-67',
		'+43 (0) 664 1234567',
		'(0664) 1234567'
	])('%s is the same number', (text) => {
		expect(phoneDigits(text).significant).toBe('6641234567');
		expect(phoneDigits(text).fromStart).toBe(true);
	});

	it.each([
		['+49 171 2345678', '491712345678'],
		['0049 171 2345678', '491712345678'],
		['+381 64 123456', '38164123456']
	])('%s keeps its country', (text, digits) => {
		expect(phoneDigits(text).significant).toBe(digits);
	});

	it('takes digits without a beginning as they are', () => {
		expect(phoneDigits('4567')).toEqual({ raw: '4567', significant: '4567', fromStart: false });
		expect(phoneDigits('')).toEqual({ raw: '', significant: '', fromStart: false });
	});
});

describe('card numbers', () => {
	it.each([
		['MF96540423', 'MF96540423', true],
		['mf96540423', 'MF96540423', true],
		[' MF-9654 0423 ', 'MF96540423', true],
		['96540423', 'MF96540423', true],
		['MF96540423', '96540423', true],
		['0006628012', 'MF06628012', true],
		['6628012', 'MF06628012', true],
		['XY96540423', 'MF96540423', false],
		['9654042', 'MF96540423', false],
		['5', 'MF00000005', false],
		['MF', 'MF', true],
		['', '', false],
		['0', 'MF0000', false],
		['0000', 'MF0000', true]
	])('%s is %s: %s', (typed, stored, same) => {
		expect(sameCard(typed, stored)).toBe(same);
		expect(sameCard(stored, typed)).toBe(same);
	});

	it('takes a code apart', () => {
		expect(codeParts('MF0042')).toEqual({ letters: 'MF', zeros: '00', rest: '42' });
		expect(codeParts('MF000')).toEqual({ letters: 'MF', zeros: '00', rest: '0' });
		expect(codeParts('')).toEqual({ letters: '', zeros: '', rest: '' });
	});
});

it.each(['MF', 'mf 96-54ß0423', 'MF00120', '', '0000', 'a1b2'])(
	'writes codes as it reads them: %j',
	(text) => {
		expect(written(text, writeCode)).toBe(codeOf(text));
		expect(written(text, writeCodeRest)).toBe(codeParts(codeOf(text)).rest);
		expect(written(text, writeSignificantDigits)).toBe(phoneDigits(text).significant);
	}
);
