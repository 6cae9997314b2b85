import type { Contact } from '../domain/directory.ts';
import { birthNumber } from './birthPattern.ts';
import { splitWords } from '../domain/folding.ts';
import type { Lexicon } from './lexicon.ts';
import { LineText } from './lineText.ts';
import { writeCode, writeCodeRest, writeSignificantDigits } from './numbers.ts';

/** Where in a name a word stands. */
export const PART = { last: 0, first: 1, title: 2 } as const;

/** Whether a contract runs (0), has ended (1), or the contact is gone from the newest import (2). */
export type Standing = 0 | 1 | 2;

/** What the index keeps of one page of contacts; all lists run in the order of the contacts. */
export interface PageIndex {
	contacts: readonly Contact[];
	/** KundenIDs, card numbers without letters and leading zeros, telephone numbers: a line each */
	ids: LineText;
	cards: LineText;
	phones: LineText;
	/** yyyymmdd, 0 where unknown */
	births: Int32Array;
	/** {@link Standing} in the upper 2 bits, the last name's sort key in the other 30 */
	ranks: Uint32Array;
	/** Each occurrence of a word: its number in the lexicon × 4 + its {@link PART}, and whose it is */
	words: Uint32Array;
	owners: Uint32Array;
}

/** The standing in one of {@link PageIndex.ranks}. */
export function standing(rank: number): number {
	return rank >>> 30;
}

/** The sort key in one of {@link PageIndex.ranks}. */
export function sortKey(rank: number): number {
	return rank & 0x3fff_ffff;
}

const APOSTROPHES = /(?<=\p{L})['’‘ʼ`´](?=\p{L})/gu;

/** Indexes one page; words that are new go to the lexicon. */
export function indexPage(contacts: readonly Contact[], lexicon: Lexicon): PageIndex {
	const words: number[] = [];
	const owners: number[] = [];
	const ranks = new Uint32Array(contacts.length);
	const births = new Int32Array(contacts.length);
	for (let owner = 0; owner < contacts.length; owner++) {
		const contact = contacts[owner] as Contact;
		const from = words.length;
		addName(contact.last, PART.last, lexicon, words);
		addName(contact.first, PART.first, lexicon, words);
		while (owners.length < words.length) owners.push(owner);
		const sortKey = from < words.length ? lexicon.sortKey((words[from] as number) >>> 2) : 0;
		ranks[owner] = (standingOf(contact) << 30) | sortKey;
		births[owner] = birthNumber(contact.birth);
	}
	return {
		contacts,
		ids: LineText.written(
			contacts.map((contact) => contact.id),
			writeCode
		),
		cards: LineText.written(
			contacts.map((contact) => contact.card),
			writeCodeRest
		),
		phones: LineText.written(
			contacts.map((contact) => contact.phone),
			writeSignificantDigits
		),
		births,
		ranks,
		words: new Uint32Array(words),
		owners: new Uint32Array(owners)
	};
}

/** Most names are one word that is known already, and need no splitting. */
function addName(name: string, part: 0 | 1, lexicon: Lexicon, words: number[]): void {
	const known = lexicon.knownId(name);
	if (known !== undefined) {
		words.push(known * 4 + part);
		return;
	}
	const ids = wordIds(name, lexicon);
	for (const id of ids) words.push(id * 4 + (ids.length > 1 && lexicon.isTitle(id) ? PART.title : part));
}

function standingOf(contact: Contact): Standing {
	return contact.gone === true ? 2 : contact.state === 'ended' ? 1 : 0;
}

/** The words of a name; `O'Brien` is also one word, `OBrien`. */
function wordIds(name: string, lexicon: Lexicon): number[] {
	const ids = splitWords(name).map((word) => lexicon.idOf(word));
	const joined = name.replace(APOSTROPHES, '');
	if (joined !== name) ids.push(...splitWords(joined).map((word) => lexicon.idOf(word)));
	return [...new Set(ids)];
}
