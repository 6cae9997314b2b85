import { fold, foldSpelt, wordsWithPlace } from '../domain/folding.ts';
import { forgivenMistakes, mistakesBetween } from './typingMistakes.ts';
import type { TypedWord } from './lexicon.ts';

/** A stretch of a text, in UTF-16 code units: from the first that belongs to it to the first that no longer does. */
export type Range = readonly [from: number, to: number];

/** What to emphasise in a name for what was typed; in order, without overlaps. */
export function nameRanges(name: string, typed: readonly TypedWord[]): Range[] {
	const ranges: Range[] = [];
	for (const { word, at } of wordsWithPlace(name)) {
		let best: Range | undefined;
		for (const term of typed) {
			const found = directRange(word, term.plain, fold) ?? directRange(word, term.spelt, foldSpelt);
			if (found && (!best || found[1] - found[0] > best[1] - best[0])) best = found;
		}
		if (!best && typed.some((term) => isMistyped(term, word))) best = [0, word.length];
		if (best) ranges.push([at + best[0], at + best[1]]);
	}
	return ranges;
}

/** Where a folded text stands in a word as it is written; folding may make letters longer (ß) or shorter (marks). */
function directRange(word: string, typed: string, folding: (text: string) => string): Range | undefined {
	const begin = folding(word).indexOf(typed);
	if (begin === -1 || (begin > 0 && typed.length < 3)) return undefined;
	const end = begin + typed.length;
	let folded = 0;
	let written = 0;
	let from: number | undefined;
	let to = word.length;
	for (const letter of word) {
		const length = folding(letter).length;
		if (length > 0) {
			if (folded + length > begin) from ??= written;
			if (folded >= end) {
				to = written;
				break;
			}
		}
		folded += length;
		written += letter.length;
	}
	return from === undefined ? undefined : [from, to];
}

function isMistyped(term: TypedWord, word: string): boolean {
	const limit = forgivenMistakes(term.plain.length);
	if (limit === 0) return false;
	const { whole, beginning } = mistakesBetween(term.plain, fold(word), limit);
	return Math.min(whole, beginning) <= limit;
}
