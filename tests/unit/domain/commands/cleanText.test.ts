import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanLine, cleanText } from '../../../../src/lib/domain/commands/cleanText.ts';

describe('typed text as it is stored', () => {
	test.each([
		['line ends', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
		['blanks around', ' \n\ta b\t\n ', 'a b'],
		['control characters', 'a\u0000b\u0007c\u001Bd\u007Fe\u0085f\u009Fg', 'abcdefg'],
		['tabs and empty lines inside stay', 'a\tb\n\nc', 'a\tb\n\nc'],
		['composed', 'Mu\u0308ller, Đorđevic\u0301', 'Müller, Đorđević'],
		['half an emoji', 'gut \uD83D', 'gut \uFFFD'],
		['the other half, and the wrong way round', '\uDE00 \uDE00\uD83D', '\uFFFD \uFFFD\uFFFD'],
		['whole emoji', '👩‍👩‍👧 👍🏽', '👩‍👩‍👧 👍🏽'],
		['right-to-left, with its marks', 'שלום \u200Fabc\u202E', 'שלום \u200Fabc\u202E'],
		['markup and formulas', '<b>=1+1</b>&amp;', '<b>=1+1</b>&amp;']
	])('F7 %s', (_what, typed, stored) => expect(cleanText(typed)).toBe(stored));

	test('F7 is well-formed for any input, free of control characters, and the same when cleaned again', () => {
		const hostile = fc.string({
			unit: fc.oneof(
				fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
				fc.constantFrom('\uD83D', '\uDE00', '\r', '\n', '\t', ' ', '\u0085', '\u0301', '\uFEFF')
			)
		});
		fc.assert(
			fc.property(hostile, (typed) => {
				for (const clean of [cleanText, cleanLine]) {
					const once = clean(typed);
					expect(clean(once)).toBe(once);
					expect(once).toBe(once.trim());
					// A lone surrogate does not survive UTF-8.
					expect(Buffer.from(once, 'utf8').toString('utf8')).toBe(once);
					expect(once).not.toMatch(/(?![\t\n])\p{Cc}/u);
				}
				expect(cleanLine(typed)).not.toMatch(/[\t\n\r]| {2}/);
			}),
			{ numRuns: 500 }
		);
	});

	test('a field of one line has no line ends', () => {
		expect(cleanLine(' Huber,\r\n\tAnna  Maria ')).toBe('Huber, Anna Maria');
	});
});
