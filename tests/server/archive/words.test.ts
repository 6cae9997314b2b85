import { describe, expect, test } from 'vitest';
import { termsOf, wordsOf } from '../../../server/archive/words.ts';

const words = (text: string): string[] => [...wordsOf(text)].sort();

describe('words of the archive', () => {
	test.each([
		['case and accents', 'CAFÉ Žižka', ['cafe', 'zizka']],
		['umlauts in both ways', 'Müller', ['mueller', 'muller']],
		['sharp s', 'Groß', ['gross']],
		['letters of neighbours', 'Đorđević', ['djordjevic', 'dordevic']],
		['numbers and what stands between', '4711, 0664/123-45', ['0664', '123', '45', '4711']],
		['a mark that stands free', 'Mu\u0308ller', ['mueller', 'muller']],
		['nothing', '… – !', []]
	])('%s', (_what, text, found) => expect(words(text)).toEqual(found));

	test('what is looked for is folded the same way, word by word', () => {
		expect(termsOf(' Müller,  kart ')).toEqual([['muller', 'mueller'], ['kart']]);
		expect(termsOf('!')).toEqual([]);
	});
});
