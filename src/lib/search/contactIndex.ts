import type { Contact } from '../domain/directory.ts';
import { fold } from '../domain/folding.ts';
import { gradeNames, gradeNumbers } from './grading.ts';
import { nameRanges, type Range } from './highlight.ts';
import { Lexicon, type TypedWord } from './lexicon.ts';
import { codeOf, codeParts, sameCard } from './numbers.ts';
import { indexPage, sortKey, standing, type PageIndex } from './pageIndex.ts';
import { parseQuery, spacedCode, type Term } from './query.ts';
import { Slots } from './slots.ts';
import type { Matched } from './tally.ts';
import { topResults } from './topResults.ts';

/** How to search. */
export interface SearchOptions {
	/** Most results to give; 10 where absent, the number of rows under the search bar (DESIGN § 7.1) */
	limit?: number;
	/** Site whose customers come first among equals */
	homeSite?: string;
	/** KundenIDs that come first among equals, the higher number first; for those used lately */
	boost?: ReadonlyMap<string, number>;
}

/** A contact that was found. */
export interface Hit {
	contact: Contact;
	/** What was found by; a number before the name where both were asked for */
	matched: Matched;
	/** What to emphasise in the two names */
	ranges: { last: Range[]; first: Range[] };
}

/** With fewer results than this, names are sought again with typing mistakes forgiven. */
const FEW = 5;
const NOBODY: ReadonlyMap<string, number> = new Map();

/**
 * Finds contacts as somebody types (S5): KundenID, card number, telephone, date of birth, names. Fed page by page as
 * the directory has them (DESIGN § 3); a KundenID is on one page only. Contacts are kept as they are and must not be
 * changed afterwards. docs/decisions/0003-search.md says why it is built so.
 */
export class ContactIndex {
	readonly #pages = new Map<string, PageIndex>();
	readonly #byId = new Map<string, Contact>();
	readonly #lexicon = new Lexicon();
	#slots: Slots | undefined;

	/** An index that is never fed again can be made of contacts without pages. */
	constructor(contacts?: Iterable<Contact>) {
		if (contacts) this.replacePage('', [...contacts]);
	}

	/** How many contacts there are. */
	get size(): number {
		return this.#byId.size;
	}

	/** Every contact, in the order of the pages' ids. */
	all(): readonly Contact[] {
		return this.#settled().contacts;
	}

	/** Puts a page in, in the place of the one that had this id. Only this page is read. */
	replacePage(pageId: string, contacts: readonly Contact[]): void {
		this.removePage(pageId);
		this.#pages.set(pageId, indexPage(contacts, this.#lexicon));
		for (const contact of contacts) this.#byId.set(contact.id, contact);
		this.#slots = undefined;
	}

	/** Takes a page out; nothing happens where there is none. */
	removePage(pageId: string): void {
		for (const contact of this.#pages.get(pageId)?.contacts ?? []) this.#byId.delete(contact.id);
		if (this.#pages.delete(pageId)) this.#slots = undefined;
	}

	/** Does now what the next search would have to do first after a change of pages; worth it after loading. */
	settle(): void {
		this.#settled();
	}

	/** The contact with exactly this KundenID. */
	byId(id: string): Contact | undefined {
		return this.#byId.get(id);
	}

	/**
	 * The contact with this member card, as a scanner types it; without the letters or leading zeros too. Of several
	 * with the same number the one whose contract runs; undefined where it remains unclear, for a scan opens a contact
	 * unasked.
	 */
	byCard(number: string): Contact | undefined {
		const code = codeOf(number);
		const { rest } = codeParts(code);
		const found: { contact: Contact; rank: number }[] = [];
		for (const page of this.#pages.values()) {
			page.cards.scan(rest, true, (line) => {
				const contact = page.contacts[line];
				if (!contact || !sameCard(code, contact.card)) return;
				const exact = codeOf(contact.card) === code;
				found.push({ contact, rank: standing(page.ranks[line] as number) + (exact ? 0 : 3) });
			});
		}
		const best = Math.min(...found.map((one) => one.rank));
		const [first, second] = found.filter((one) => one.rank === best);
		return second ? undefined : first?.contact;
	}

	/** The contacts that have everything in the query, best first, always in the same order. Takes any text. */
	search(query: string, options: SearchOptions = {}): Hit[] {
		const limit = Math.max(0, Math.floor(options.limit ?? 10));
		const code = spacedCode(query);
		const byCode = code ? this.#find(code, options, limit) : [];
		const terms = parseQuery(query);
		const contacts = byCode.length > 0 ? byCode : this.#find(terms, options, limit);
		const exact = this.#byId.get(query.trim());
		const hits = contacts.map(({ contact, matched }) => hitOf(contact, matched, terms));
		if (!exact || hits[0]?.contact === exact) return hits;
		const others = hits.filter((hit) => hit.contact !== exact);
		return [hitOf(exact, 'id', []), ...others].slice(0, limit);
	}

	#find(
		terms: readonly Term[],
		options: SearchOptions,
		limit: number
	): { contact: Contact; matched: Matched }[] {
		const slots = this.#settled();
		if (terms.length === 0) return [];
		let results = this.#tally(terms, false, slots);
		if (results.length < Math.min(FEW, limit) && terms.some((term) => term.kind === 'name')) {
			results = this.#tally(terms, true, slots);
		}
		const found = topResults(results, limit, byRank(slots, options));
		return found.map((slot) => ({
			contact: slots.contacts[slot] as Contact,
			matched: slots.tally.field(slot)
		}));
	}

	/** Numbers first: where nobody has them, the names need not be looked at. */
	#tally(terms: readonly Term[], forgiving: boolean, slots: Slots): Uint32Array {
		const { tally } = slots;
		const names = terms.filter((term) => term.kind === 'name');
		const optional = names.filter((term) => term.optional);
		tally.reset(optional.length);
		for (const term of terms.filter((one) => one.kind === 'number')) {
			gradeNumbers(term, this.#lexicon, slots);
			tally.require(1);
			if (tally.results.length === 0) return tally.results;
		}
		for (const term of names.filter((name) => !name.optional)) {
			gradeNames(term, forgiving, this.#lexicon, slots);
			tally.require(term.words);
		}
		for (const term of optional) {
			gradeNames(term, false, this.#lexicon, slots);
			tally.welcome();
		}
		return tally.results;
	}

	#settled(): Slots {
		if (!this.#slots) {
			const inOrder = [...this.#pages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, page]) => page);
			this.#slots = new Slots(inOrder, this.#lexicon.size);
		}
		return this.#slots;
	}
}

/** The order of results: how well they fit, running contracts first, used lately, at home here, then by name. */
function byRank(slots: Slots, options: SearchOptions): (a: number, b: number) => boolean {
	const { contacts, ranks, tally } = slots;
	const boost = options.boost ?? NOBODY;
	const at = (slot: number) => contacts[slot] as Contact;
	return (a, b) => {
		const rankA = ranks[a] as number;
		const rankB = ranks[b] as number;
		const certain = tally.grade(a) - tally.grade(b) || standing(rankA) - standing(rankB);
		if (certain !== 0) return certain < 0;
		const one = at(a);
		const other = at(b);
		if (boost.size > 0) {
			const favour = (boost.get(other.id) ?? 0) - (boost.get(one.id) ?? 0);
			if (favour !== 0) return favour < 0;
		}
		if (one.site !== other.site) {
			if (one.site === options.homeSite) return true;
			if (other.site === options.homeSite) return false;
		}
		const roughly = sortKey(rankA) - sortKey(rankB);
		return roughly === 0 ? nameBefore(one, other, a < b) : roughly < 0;
	};
}

function nameBefore(one: Contact, other: Contact, otherwise: boolean): boolean {
	for (const part of ['last', 'first'] as const) {
		const left = fold(one[part]);
		const right = fold(other[part]);
		if (left !== right) return left < right;
	}
	return one.id === other.id ? otherwise : one.id < other.id;
}

function hitOf(contact: Contact, matched: Matched, terms: readonly Term[]): Hit {
	const typed: TypedWord[] = terms.flatMap((term) => (term.kind === 'name' ? [term] : (term.word ?? [])));
	return {
		contact,
		matched,
		ranges: { last: nameRanges(contact.last, typed), first: nameRanges(contact.first, typed) }
	};
}
