import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWellFormed } from '../../../server/api/wellFormed.ts';

describe('text that is not Unicode', () => {
	test.each([
		['in a text', 'a\ud800b', false],
		['in a list in a field', { names: ['Anna', '\udfff'] }, false],
		['as the name of a field', { '\ud800': 1 }, false],
		['a whole pair is none', { name: '😀' }, true],
		['no text at all', [1, null, true, undefined], true]
	])('%s', (_what, value, wellFormed) => {
		expect(isWellFormed(value)).toBe(wellFormed);
	});

	test('is found by what UTF-8 makes of it', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(isWellFormed({ text })).toBe(Buffer.from(text).toString() === text);
			})
		);
	});

	test('is looked for as deep as a body can be', () => {
		const depth = 200_000;
		const deep: unknown = JSON.parse('['.repeat(depth) + '"\\ud800"' + ']'.repeat(depth));
		expect(isWellFormed(deep)).toBe(false);
	});
});
