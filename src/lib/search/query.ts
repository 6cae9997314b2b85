import { birthPattern, type BirthPattern } from './birthPattern.ts';
import { isTitle, splitWords } from '../domain/folding.ts';
import { typedWord, type TypedWord } from './lexicon.ts';
import { codeOf } from './numbers.ts';

/** A word of a name. */
export interface NameTerm extends TypedWord {
	kind: 'name';
	/** True for titles: `Dr. Huber` also finds a Huber without one */
	optional: boolean;
	/** How many different words of a name must fit: `ma max` wants two that begin with `ma` */
	words: number;
}

/** Digits, perhaps with the signs of dates and telephone numbers between them. */
export interface NumberTerm {
	kind: 'number';
	text: string;
	code: string;
	birth: BirthPattern | undefined;
	/** Made-up customers are called `Test 2` too */
	word: TypedWord | undefined;
}

/** One thing that a contact must have to be found. */
export type Term = NameTerm | NumberTerm;

/** A query goes on being read up to here; nobody types more, but a paste may hold a whole book. */
const LONGEST_QUERY = 200;
const MOST_TERMS = 8;
const SEPARATORS = /[\s,;]+/;
const DIGITS_ONLY = /^[\d+./()-]*\d[\d+./()-]*$/;
const DIGIT = /\d/;
const SPACED_CODE = /^[A-Z]{1,4}\d{3,}$/;

/** What a query asks for, all of it at once; empty where there is nothing to look for. */
export function parseQuery(query: string): Term[] {
	const terms: Term[] = [];
	let number = '';
	const endNumber = () => {
		if (number !== '') terms.push(numberTerm(number));
		number = '';
	};
	for (const token of query.slice(0, LONGEST_QUERY).split(SEPARATORS)) {
		if (DIGITS_ONLY.test(token)) {
			number = number === '' ? token : `${number} ${token}`;
			continue;
		}
		endNumber();
		if (DIGIT.test(token)) terms.push(numberTerm(token));
		else terms.push(...nameTerms(token));
	}
	endNumber();
	return settleNames(terms.slice(0, MOST_TERMS));
}

/** `MF 9654 0423`, a number read out from a card, as one term; undefined where the query does not look like one. */
export function spacedCode(query: string): Term[] | undefined {
	const text = query.slice(0, LONGEST_QUERY).trim();
	const code = codeOf(text);
	return /[\s-]/.test(text) && SPACED_CODE.test(code)
		? [{ kind: 'number', text: code, code, birth: undefined, word: undefined }]
		: undefined;
}

function numberTerm(text: string): NumberTerm {
	const words = splitWords(text);
	const only = words.length === 1 ? words[0] : undefined;
	return {
		kind: 'number',
		text,
		code: codeOf(text),
		birth: birthPattern(text),
		word: only === undefined ? undefined : typedWord(only)
	};
}

function nameTerms(token: string): NameTerm[] {
	return splitWords(token)
		.map((word) => typedWord(word))
		.filter((word) => word.plain !== '')
		.map((word) => ({ kind: 'name', ...word, optional: isTitle(word.plain), words: 1 }));
}

/** A title alone is what is sought; with others it only helps. Says of each name how many words it needs. */
function settleNames(terms: Term[]): Term[] {
	const titlesHelp = terms.some((term) => term.kind !== 'name' || !term.optional);
	const names = terms.filter((term) => term.kind === 'name');
	for (const name of names) {
		name.words = names.filter((other) => other.plain.startsWith(name.plain)).length;
		name.optional &&= titlesHelp;
	}
	return terms;
}
