import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldSpelt, isTitle, splitWords } from '../../../src/lib/domain/folding.ts';

describe('folding names', () => {
	it.each([
		['Müller', 'muller', 'mueller'],
		['MÜLLER', 'muller', 'mueller'],
		['Mu\u0308ller', 'muller', 'mueller'],
		['Mueller', 'mueller', 'mueller'],
		['Groß', 'gross', 'gross'],
		['GROẞ', 'gross', 'gross'],
		['Đorđević', 'dordevic', 'djordjevic'],
		['Łukasz', 'lukasz', 'lukasz'],
		['Søren', 'soren', 'soeren'],
		['Åse', 'ase', 'aase'],
		['Zoé', 'zoe', 'zoe'],
		['Ayşe Yılmaz', 'ayse yilmaz', 'ayse yilmaz'],
		['İpek', 'ipek', 'ipek'],
		['Bauer', 'bauer', 'bauer'],
		['ﬁscher', 'fischer', 'fischer'],
		['Ǣ', 'ae', 'ae'],
		['', '', '']
	])('%s → %s, spelt out %s', (name, plain, spelt) => {
		expect(fold(name)).toBe(plain);
		expect(foldSpelt(name)).toBe(spelt);
	});

	it('is idempotent for any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
				expect(fold(fold(text))).toBe(fold(text));
				expect(foldSpelt(foldSpelt(text))).toBe(foldSpelt(text));
			}),
			{ numRuns: 1000 }
		);
	});

	it('separates words at hyphens, apostrophes, dots and blanks', () => {
		expect(splitWords("Mag. Anna-Lena O'Brien  d’Angelo")).toEqual([
			'Mag',
			'Anna',
			'Lena',
			'O',
			'Brien',
			'd',
			'Angelo'
		]);
		expect(splitWords(' .-\u0000 ')).toEqual([]);
	});

	it('knows titles, and no short names among them', () => {
		expect(['mag', 'dr', 'ing'].every(isTitle)).toBe(true);
		expect(['ma', 'ba', 'magda'].some(isTitle)).toBe(false);
	});
});
