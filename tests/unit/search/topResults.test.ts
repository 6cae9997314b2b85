import fc from 'fast-check';
import { expect, it } from 'vitest';
import { topResults } from '../../../src/lib/search/topResults.ts';

it('gives what sorting everything gives', () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.nat(500)), fc.nat(30), (numbers, limit) => {
			const expected = [...numbers].sort((a, b) => a - b).slice(0, limit);
			expect(topResults(numbers, limit, (a, b) => a < b)).toEqual(expected);
		})
	);
});
