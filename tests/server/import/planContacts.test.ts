import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactPage, type Contact, type ContactPage } from '../../../src/lib/domain/directory.ts';
import { planContactImport } from '../../../server/import/planContacts.ts';
import * as v from 'valibot';

type Pages = Map<string, ContactPage>;

function person(id: number | string, fields: Partial<Contact> = {}): Contact {
	return {
		id: String(id),
		first: 'Anna',
		last: `Berger ${id}`,
		birth: '1988-01-03',
		street: '',
		zip: '4810',
		city: 'Gmunden',
		phone: '',
		email: '',
		site: 'GMU',
		state: 'active',
		since: '',
		card: '',
		...fields
	};
}

const people = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, index) => person(from + index));

/** The directory after an import. */
function imported(pages: Pages, incoming: Contact[]): Pages {
	return new Map([...pages, ...planContactImport(pages, incoming).pages]);
}

const ids = (page: ContactPage | undefined) => page?.contacts.map(({ id }) => id);

describe('planContactImport', () => {
	test('packs 100 contacts to a page', () => {
		const plan = planContactImport(new Map(), people(1, 250));
		expect(plan).toMatchObject({ new: 250, changed: 0, unchanged: 0, gone: 0, suspicious: false });
		expect([...plan.pages].map(([id, page]) => [id, page.contacts.length])).toEqual([
			['contacts:0001', 100],
			['contacts:0002', 100],
			['contacts:0003', 50]
		]);
	});

	test('writes nothing where nothing changed', () => {
		const pages = imported(new Map(), people(1, 250));
		const plan = planContactImport(pages, people(1, 250).reverse());
		expect(plan).toMatchObject({ new: 0, changed: 0, unchanged: 250, gone: 0 });
		expect(plan.pages.size).toBe(0);
	});

	test('writes only the page of a contact that changed, and says which fields', () => {
		const pages = imported(new Map(), people(1, 250));
		const incoming = people(1, 250).with(149, person(150, { city: 'Bad Ischl', phone: '1' }));
		const plan = planContactImport(pages, incoming);
		expect([...plan.pages.keys()]).toEqual(['contacts:0002']);
		expect(plan.samples.changed).toEqual([
			{ id: '150', label: 'Berger 150, Anna', fields: ['city', 'phone'] }
		]);
		expect(plan.pages.get('contacts:0002')?.contacts[49]?.city).toBe('Bad Ischl');
	});

	test('leaves the pages that were handed in as they were', () => {
		const pages = imported(new Map(), people(1, 120));
		const before = structuredClone(pages);
		planContactImport(pages, [person(1, { city: 'Wels' }), person(999)]);
		expect(pages).toEqual(before);
	});

	test('puts new ones on the last page that has room, then on new pages', () => {
		const pages: Pages = new Map([
			['contacts:0001', { contacts: people(1, 99) }],
			['contacts:0002', { contacts: people(101, 198) }],
			['contacts:0003', { contacts: people(201, 300) }]
		]);
		const there = [...pages.values()].flatMap(({ contacts }) => contacts);
		const plan = planContactImport(pages, [...there, ...people(1001, 1005)]);
		expect(ids(plan.pages.get('contacts:0002'))?.slice(-2)).toEqual(['1001', '1002']);
		expect(ids(plan.pages.get('contacts:0001'))?.slice(-1)).toEqual(['1003']);
		expect(ids(plan.pages.get('contacts:0004'))).toEqual(['1004', '1005']);
	});

	test('marks gone what the file lacks, once, and takes it back when it reappears', () => {
		const pages = imported(new Map(), people(1, 3));
		const without = planContactImport(pages, people(1, 2));
		expect(without).toMatchObject({ new: 0, changed: 0, unchanged: 2, gone: 1 });
		const after = imported(pages, people(1, 2));
		expect(after.get('contacts:0001')?.contacts[2]).toEqual({ ...person(3), gone: true });
		expect(planContactImport(after, people(1, 2))).toMatchObject({ unchanged: 2, gone: 0 });

		const back = planContactImport(after, people(1, 3));
		expect(back).toMatchObject({ new: 0, changed: 1, gone: 0 });
		expect(back.samples.changed).toMatchObject([{ id: '3', fields: ['gone'] }]);
		expect(back.pages.get('contacts:0001')?.contacts[2]).toEqual(person(3));
	});

	test('leaves alone whose row was rejected: it is in the file', () => {
		const pages = imported(new Map(), people(1, 3));
		const plan = planContactImport(pages, people(1, 2), new Set(['3']));
		expect(plan).toMatchObject({ unchanged: 2, gone: 0 });
		expect(plan.pages.size).toBe(0);
	});

	test('keeps fields of a contact that no file knows', () => {
		const stored = { ...person(1), nickname: 'Anni' };
		const plan = planContactImport(new Map([['contacts:0001', { contacts: [stored] }]]), [
			person(1, { city: 'Wels' })
		]);
		expect(plan.pages.get('contacts:0001')?.contacts[0]).toEqual({ ...stored, city: 'Wels' });
	});

	test.each([
		[300, 300, false],
		[300, 150, false],
		[300, 149, true],
		[300, 0, true],
		[100, 0, false],
		[101, 0, true]
	])('of %i contacts %i are in the file: suspicious is %s', (there, left, suspicious) => {
		const pages = imported(new Map(), people(1, there));
		expect(planContactImport(pages, people(1, left)).suspicious).toBe(suspicious);
	});

	test('those gone long ago make no import suspicious', () => {
		const all = imported(new Map(), people(1, 1000));
		const pages = imported(all, people(1, 400));
		expect(planContactImport(pages, people(1, 300)).suspicious).toBe(false);
	});

	test('shows a few of each at most', () => {
		const { samples } = planContactImport(new Map(), people(1, 50));
		expect(samples.new.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
	});

	test('whatever is imported in a row: each keeps its page for life, none is lost, pages stay small and valid', () => {
		const file = fc.uniqueArray(
			fc.record({ id: fc.integer({ min: 1, max: 400 }), city: fc.constantFrom('Wels', 'Linz') }),
			{
				selector: ({ id }) => id,
				maxLength: 300
			}
		);
		fc.assert(
			fc.property(fc.array(file, { minLength: 1, maxLength: 5 }), (files) => {
				let pages: Pages = new Map();
				const home = new Map<string, string>();
				for (const rows of files) {
					const incoming = rows.map(({ id, city }) => person(id, { city }));
					pages = imported(pages, incoming);
					const here = new Map<string, Contact>();
					for (const [pageId, page] of pages) {
						expect(page.contacts.length).toBeLessThanOrEqual(100);
						expect(v.is(contactPage, page)).toBe(true);
						for (const contact of page.contacts) {
							expect(home.get(contact.id) ?? pageId).toBe(pageId);
							expect(here.has(contact.id)).toBe(false);
							home.set(contact.id, pageId);
							here.set(contact.id, contact);
						}
					}
					expect(here.size).toBe(home.size);
					for (const contact of incoming) expect(here.get(contact.id)).toEqual(contact);
					const present = new Set(incoming.map(({ id }) => id));
					for (const contact of here.values()) expect(contact.gone === true).toBe(!present.has(contact.id));
					expect(planContactImport(pages, incoming).pages.size).toBe(0);
				}
			}),
			{ numRuns: 30 }
		);
	});
});
