import { fold, foldsOneWay, foldSpelt, isTitle } from '../domain/folding.ts';
import { LineText } from './lineText.ts';
import { forgivenMistakes, letterBits, mistakesBetween, tooDifferent } from './typingMistakes.ts';

/** How well a typed word fits a stored one, best first; 0 is not at all. */
export const FIT = {
	exact: 1,
	beginning: 2,
	inside: 3,
	oneMistake: 4,
	beginningOneMistake: 5,
	twoMistakes: 6,
	beginningTwoMistakes: 7
} as const;

/** From here on a typed word is also sought in the middle of names; shorter ones would match nearly all of them. */
const SHORTEST_INSIDE = 3;

/** A typed word, folded both ways. */
export interface TypedWord {
	plain: string;
	spelt: string;
}

/** Folds what somebody typed. */
export function typedWord(text: string): TypedWord {
	return { plain: fold(text), spelt: foldSpelt(text) };
}

/**
 * Every word that occurs in the names, once. A chain of 50,000 customers has some 20,000 different ones, so the costly
 * comparisons are made with those and not with each customer. Words are only added; one that nobody has any more
 * costs a few bytes until the app starts again.
 */
export class Lexicon {
	readonly #ids = new Map<string, number>();
	readonly #titles: boolean[] = [];
	readonly #sortKeys: number[] = [];
	readonly #forms: string[] = [];
	readonly #formWords: number[] = [];
	readonly #formBits: number[] = [];
	#text = LineText.of([]);
	#textForms = 0;
	#fits = new Uint8Array(0);

	/** How many words there are; their numbers are 0 … size - 1. */
	get size(): number {
		return this.#sortKeys.length;
	}

	/** The number of a word as it is written. Upper and lower case are different words with the same forms. */
	idOf(word: string): number {
		const known = this.#ids.get(word);
		if (known !== undefined) return known;
		const id = this.size;
		const plain = fold(word);
		const spelt = foldsOneWay(word) ? plain : foldSpelt(word);
		this.#ids.set(word, id);
		this.#titles.push(isTitle(plain));
		this.#sortKeys.push(sortKey(plain));
		this.#addForm(plain, id);
		if (spelt !== plain) this.#addForm(spelt, id);
		return id;
	}

	/** The number of a word that is known already. */
	knownId(word: string): number | undefined {
		return this.#ids.get(word);
	}

	/** True for `Mag.` and the like. */
	isTitle(id: number): boolean {
		return this.#titles[id] === true;
	}

	/** Orders words by their first six letters. */
	sortKey(id: number): number {
		return this.#sortKeys[id] ?? 0;
	}

	/** Calls back once for each word that fits what was typed, with the best {@link FIT}. */
	match(typed: TypedWord, forgiving: boolean, found: (word: number, fit: number) => void): void {
		this.#settle();
		const words: number[] = [];
		const offer = (form: number, fit: number) => {
			const word = this.#formWords[form] as number;
			const before = this.#fits[word] as number;
			if (before === 0) words.push(word);
			if (before === 0 || fit < before) this.#fits[word] = fit;
		};
		for (const form of typed.plain === typed.spelt ? [typed.plain] : [typed.plain, typed.spelt]) {
			this.#matchDirectly(form, offer);
			if (forgiving) this.#matchForgiving(form, offer);
		}
		for (const word of words) {
			found(word, this.#fits[word] as number);
			this.#fits[word] = 0;
		}
	}

	#matchDirectly(typed: string, offer: (form: number, fit: number) => void): void {
		this.#text.scan(typed, typed.length < SHORTEST_INSIDE, (form, place, length) => {
			offer(form, place > 0 ? FIT.inside : length === typed.length ? FIT.exact : FIT.beginning);
		});
	}

	#matchForgiving(typed: string, offer: (form: number, fit: number) => void): void {
		const limit = forgivenMistakes(typed.length);
		if (limit === 0) return;
		const bits = letterBits(typed);
		for (let form = 0; form < this.#forms.length; form++) {
			if (tooDifferent(bits, this.#formBits[form] as number, limit)) continue;
			const { whole, beginning } = mistakesBetween(typed, this.#forms[form] as string, limit);
			if (whole <= limit) offer(form, whole === 2 ? FIT.twoMistakes : FIT.oneMistake);
			if (beginning <= limit) {
				offer(form, beginning === 2 ? FIT.beginningTwoMistakes : FIT.beginningOneMistake);
			}
		}
	}

	#addForm(form: string, word: number): void {
		this.#forms.push(form);
		this.#formWords.push(word);
		this.#formBits.push(letterBits(form));
	}

	#settle(): void {
		if (this.#textForms === this.#forms.length) return;
		this.#text = LineText.of(this.#forms);
		this.#textForms = this.#forms.length;
		this.#fits = new Uint8Array(this.size);
	}
}

/** Six letters in 30 bits, so that most names are ordered by comparing two small numbers. */
function sortKey(word: string): number {
	let key = 0;
	for (let at = 0; at < 6; at++) {
		const letter = at < word.length ? word.charCodeAt(at) - 96 : 0;
		key = key * 32 + (at >= word.length ? 0 : letter >= 1 && letter <= 26 ? letter : 31);
	}
	return key;
}
