import type { Contact } from '../domain/directory.ts';
import type { PageIndex } from './pageIndex.ts';
import { Tally } from './tally.ts';

/**
 * All pages side by side: each contact has a slot, a number from 0, and each word knows the slots it occurs in. Made
 * anew from the pages whenever one of them has changed; that only copies numbers, a few milliseconds for 50,000.
 */
export class Slots {
	readonly contacts: readonly Contact[];
	readonly pages: readonly { base: number; page: PageIndex }[];
	/** As in {@link PageIndex} */
	readonly ranks: Uint32Array;
	readonly tally: Tally;
	/** Occurrences by word: those of word w are at `#begins[w]` … `#begins[w + 1] - 1` */
	readonly #begins: Uint32Array;
	/** Slot × 4 + part of the name */
	readonly #occurrences: Uint32Array;

	/** `words` is the size of the lexicon that the pages were indexed with. */
	constructor(pages: readonly PageIndex[], words: number) {
		let base = 0;
		this.pages = pages.map((page) => {
			const placed = { base, page };
			base += page.contacts.length;
			return placed;
		});
		this.contacts = pages.flatMap((page) => page.contacts);
		this.ranks = new Uint32Array(base);
		this.tally = new Tally(base);
		this.#begins = new Uint32Array(words + 1);
		countWords(pages, this.#begins);
		this.#occurrences = new Uint32Array(this.#begins[words] as number);
		const next = this.#begins.slice();
		for (const { base, page } of this.pages) {
			this.ranks.set(page.ranks, base);
			placeWords(page, base, next, this.#occurrences);
		}
	}

	/** Calls back for each name that has the word, with its part of the name. */
	eachWith(word: number, found: (slot: number, part: number) => void): void {
		const end = this.#begins[word + 1] ?? 0;
		for (let at = this.#begins[word] ?? 0; at < end; at++) {
			const occurrence = this.#occurrences[at] as number;
			found(occurrence >>> 2, occurrence & 3);
		}
	}
}

/** Leaves in `begins[w + 1]` how often the words up to w occur. */
function countWords(pages: readonly PageIndex[], begins: Uint32Array): void {
	for (const { words } of pages) {
		for (let at = 0; at < words.length; at++) {
			const after = ((words[at] as number) >>> 2) + 1;
			begins[after] = (begins[after] as number) + 1;
		}
	}
	for (let word = 1; word < begins.length; word++) {
		begins[word] = (begins[word] as number) + (begins[word - 1] as number);
	}
}

function placeWords({ words, owners }: PageIndex, base: number, next: Uint32Array, to: Uint32Array): void {
	for (let at = 0; at < words.length; at++) {
		const word = words[at] as number;
		const place = next[word >>> 2] as number;
		to[place] = (base + (owners[at] as number)) * 4 + (word & 3);
		next[word >>> 2] = place + 1;
	}
}
