/** Words as the archive finds them: without case and accents, and with the two ways in which German writes its umlauts. */
import { fold, foldSpelt } from '../../src/lib/domain/folding.ts';

const WORD = /[\p{L}\p{N}]+/gu;

/** The forms in which a word is found: `Müller` as `muller` and `mueller`. */
function formsOf(word: string): string[] {
	return [...new Set([fold(word), foldSpelt(word)])].flatMap((form) => form.match(WORD) ?? []);
}

/** The words of a text, folded, in every form. */
export function wordsOf(text: string): Set<string> {
	// a mark that stands free of its letter is part of the word all the same
	return new Set((text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).flatMap(formsOf));
}

/** What somebody looks for: for each word its forms, one of which has to begin a word of what is found. */
export function termsOf(text: string): string[][] {
	const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
	return words.map(formsOf).filter((forms) => forms.length > 0);
}
