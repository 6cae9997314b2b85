import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../src/lib/domain/directory.ts';
import { ContactIndex } from '../../../src/lib/search/contactIndex.ts';
import { fold } from '../../../src/lib/domain/folding.ts';
import { contact } from './contacts.ts';

const letters = fc.constantFrom(...'aábcdđeéhlmnoöprsßtuüyzAHMÜ'.split(''));
const word = fc.string({ unit: letters, minLength: 1, maxLength: 9 });
const name = fc.oneof(
	{ weight: 6, arbitrary: word },
	fc.tuple(word, fc.constantFrom('-', ' ', "'", ' van '), word).map((parts) => parts.join(''))
);
const id = fc.oneof(
	fc.nat(99_999).map(String),
	fc.string({ unit: fc.constantFrom(...'ab1-0'), minLength: 1, maxLength: 6 })
);
const fields = fc.record({
	id,
	last: name,
	first: fc.oneof(
		name,
		name.map((text) => 'Mag. ' + text)
	),
	birth: fc.constantFrom('', '2006-06-13', '1988-01-03'),
	phone: fc.oneof(
		fc.constant(''),
		fc.nat(9_999_999).map((digits) => `+43 66${digits}`)
	),
	card: fc.oneof(
		fc.constant(''),
		fc.nat(99_999_999).map((digits) => 'MF' + String(digits).padStart(8, '0'))
	),
	site: fc.constantFrom('LNU', 'WEL'),
	state: fc.constantFrom('active' as const, 'paused' as const, 'ended' as const),
	gone: fc.boolean()
});
const contacts = fc
	.uniqueArray(fields, { selector: (one) => one.id, minLength: 1, maxLength: 40 })
	.map((list) => list.map((one) => contact(one)));

describe('any directory', () => {
	it('has each contact as the first result for its KundenID', () => {
		fc.assert(
			fc.property(contacts, (all) => {
				const index = new ContactIndex(all);
				for (const one of all) {
					expect(index.search(one.id)[0]?.contact).toBe(one);
					expect(index.byId(one.id)).toBe(one);
				}
			})
		);
	});

	it('has each contact among the results for every beginning of its last name, in its spelling or folded', () => {
		fc.assert(
			fc.property(contacts, (all) => {
				const index = new ContactIndex(all);
				for (const one of all) {
					for (const written of [one.last, fold(one.last)]) {
						for (let length = 1; length <= written.length; length++) {
							const query = written.slice(0, length);
							if (!/[\p{L}]/u.test(query)) continue;
							const results = index.search(query, { limit: Infinity }).map((hit) => hit.contact);
							expect(results, query).toContain(one);
						}
					}
				}
			}),
			{ numRuns: 40 }
		);
	});

	it('finds each contact by its names in any order, card, telephone and date of birth', () => {
		fc.assert(
			fc.property(contacts, (all) => {
				const index = new ContactIndex(all);
				const results = (query: string) => index.search(query, { limit: Infinity }).map((hit) => hit.contact);
				for (const one of all) {
					expect(results(`${one.first} ${one.last}`)).toContain(one);
					expect(results(`${one.last}, ${one.first}`)).toContain(one);
					if (one.card) expect(results(one.card)).toContain(one);
					if (one.phone.length > 8) expect(results(one.phone)).toContain(one);
					if (one.birth) expect(results(one.birth)).toContain(one);
				}
			}),
			{ numRuns: 60 }
		);
	});

	it('is the same after any changes of pages as one that was built anew', () => {
		const change = fc.tuple(
			fc.constantFrom('contacts:0001', 'contacts:0002', 'contacts:0003'),
			fc.option(contacts)
		);
		const query = fc.oneof(
			word,
			word.map((text) => text.slice(0, 1)),
			id,
			fc.constantFrom('13.6.', '1988', 'MF', '066')
		);
		fc.assert(
			fc.property(
				fc.array(change, { maxLength: 8 }),
				fc.array(query, { maxLength: 10 }),
				(changes, queries) => {
					const index = new ContactIndex();
					const pages = new Map<string, Contact[]>();
					for (const [pageId, page] of changes) {
						if (page === null) {
							pages.delete(pageId);
							index.removePage(pageId);
						} else {
							const own = page.map((one) => ({ ...one, id: pageId.slice(-1) + one.id }));
							pages.set(pageId, own);
							index.replacePage(pageId, own);
						}
						index.search('a');
					}
					const anew = new ContactIndex();
					for (const [pageId, page] of pages) anew.replacePage(pageId, page);
					expect(index.size).toBe(anew.size);
					expect(index.all()).toEqual(
						[...pages].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, page]) => page)
					);
					for (const text of queries) {
						expect(index.search(text)).toEqual(anew.search(text));
						expect(index.byCard(text)).toBe(anew.byCard(text));
						expect(index.byId(text)).toBe(anew.byId(text));
					}
				}
			)
		);
	});
});

describe('hostile text', () => {
	const index = new ContactIndex(
		Array.from({ length: 2000 }, (_, at) =>
			contact({
				id: String(at),
				first: 'Sabine',
				last: `Huber${'abcdefghij'[at % 10]}`,
				phone: '0664 1234567'
			})
		)
	);
	const hostile = [
		'(((((a+)+)+)+$',
		'.*',
		'[a-',
		'\\',
		'\u0000\u0001\u001b[31m',
		'😀👩‍👩‍👧‍👦',
		'\ud800',
		'\u202eגבריאל',
		'ﷺ'.repeat(500),
		'a\u0301'.repeat(5000),
		'a'.repeat(10_000),
		'1'.repeat(10_000),
		'a '.repeat(5000),
		'h'.repeat(3) + ' '.repeat(9_000) + 'x',
		'+'.repeat(10_000),
		'1.'.repeat(5_000),
		'__proto__',
		'constructor',
		'=cmd|" /C calc"!A0',
		'<img src=x onerror=alert(1)>'
	];

	it.each(hostile)('%j neither throws nor takes long', (query) => {
		index.search(query);
		index.byCard(query);
		const start = performance.now();
		index.search(query);
		index.byCard(query);
		// A regular expression that backtracks, or work per character, would take seconds.
		expect(performance.now() - start).toBeLessThan(250);
	});

	it('is text like any other, typed or stored', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary', maxLength: 80 }),
				fc.string({ unit: 'binary', maxLength: 80 }),
				(one, other) => {
					const stored = contact({ id: one || 'x', first: other, last: one, phone: other, card: one });
					const strange = new ContactIndex([stored]);
					for (const query of [one, other, one + ' ' + other]) {
						for (const hit of strange.search(query)) {
							for (const [from, to] of hit.ranges.last) expect(from < to && to <= one.length).toBe(true);
						}
						strange.byCard(query);
					}
				}
			),
			{ numRuns: 500 }
		);
	});
});
