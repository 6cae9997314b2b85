/**
 * Folds names so that people find each other's spelling: what is typed and what is stored go through the same two
 * functions, and a match in either counts. Two, because German has two habits: "Müller" is typed `muller` on a
 * foreign keyboard and `mueller` by rule. Collapsing both into one (`ue` → `u`) would make Bauer and Baur the same.
 */

/** Letters that Unicode does not take apart into a base letter and a mark, or that have a customary long spelling. */
const SPECIAL: Readonly<Record<string, readonly [plain: string, spelt: string]>> = {
	ä: ['a', 'ae'],
	ö: ['o', 'oe'],
	ü: ['u', 'ue'],
	ß: ['ss', 'ss'],
	æ: ['ae', 'ae'],
	œ: ['oe', 'oe'],
	ø: ['o', 'oe'],
	å: ['a', 'aa'],
	đ: ['d', 'dj'],
	ð: ['d', 'd'],
	þ: ['th', 'th'],
	ł: ['l', 'l'],
	ħ: ['h', 'h'],
	ŧ: ['t', 't'],
	ı: ['i', 'i'],
	ĸ: ['k', 'k'],
	ŋ: ['n', 'n']
};
const SPECIAL_LETTERS = new RegExp(`[${Object.keys(SPECIAL).join('')}]`, 'g');
const MARKS = /\p{M}+/gu;
// eslint-disable-next-line no-control-regex -- ASCII as a whole, so that most names skip the slow way
const ASCII = /^[\u0000-\u007f]*$/;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** Lower case without marks: `Müller` → `muller`, `Đorđević` → `dordevic`, `Groß` → `gross`. Idempotent. */
export function fold(text: string): string {
	return foldTo(text, 0);
}

/** Like {@link fold}, with the long spelling of letters that have one: `Müller` → `mueller`, `Đ` → `dj`. Idempotent. */
export function foldSpelt(text: string): string {
	return foldTo(text, 1);
}

/** True where both foldings can only give the same, as for most names. */
export function foldsOneWay(text: string): boolean {
	return ASCII.test(text);
}

function foldTo(text: string, form: 0 | 1): string {
	const lower = text.toLowerCase();
	if (ASCII.test(lower)) return lower;
	const common = replaceSpecial(lower, form);
	if (ASCII.test(common)) return common;
	const composed = text.normalize('NFKC').toLowerCase().normalize('NFC');
	const bare = replaceSpecial(composed, form).normalize('NFKD').replace(MARKS, '').toLowerCase();
	// Once more, for letters that only stood free of their mark now: ǣ, ǿ.
	return replaceSpecial(bare, form);
}

function replaceSpecial(text: string, form: 0 | 1): string {
	return text.replace(SPECIAL_LETTERS, (letter) => SPECIAL[letter]?.[form] ?? letter);
}

/** The words of a text as they are written, in order; everything that is neither letter nor digit separates. */
export function splitWords(text: string): string[] {
	return text.match(WORD) ?? [];
}

/** Where the words of a text begin and what they are, for highlighting. */
export function wordsWithPlace(text: string): { word: string; at: number }[] {
	return Array.from(text.matchAll(WORD), (match) => ({ word: match[0], at: match.index }));
}

/** Titles that stand in front of or behind Austrian names, folded. `BA` and `MA` are left out: too many names begin so. */
const TITLES: ReadonlySet<string> = new Set(
	'mag mmag dr ddr di dipl ing prof univ bakk dkfm kfm bsc msc mba llm phd'.split(' ')
);

/** True for a folded word that is an academic title and so says little about who is meant. */
export function isTitle(folded: string): boolean {
	return TITLES.has(folded);
}
