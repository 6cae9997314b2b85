import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { contactsOfPage } from '../../../src/lib/domain/contactPages.ts';
import { contact, contactPage } from '../../../src/lib/domain/directory.ts';

const HUBER = {
	id: '48213',
	first: 'Sabine',
	last: 'Huber',
	birth: '1984-03-01',
	street: '',
	zip: '4040',
	city: 'Linz',
	phone: '',
	email: '',
	site: 'LNU',
	state: 'active',
	since: '',
	card: 'MF00048213'
};

/** What a field may hold by mistake, and what it may hold rightly. */
const anything = fc.oneof(
	fc.constantFrom(
		'',
		'x',
		'2026-11-24',
		'2026-1-4',
		'active',
		'ended',
		'gone',
		null,
		undefined,
		true,
		0,
		NaN
	),
	fc.integer({ min: 60, max: 205 }).map((length) => 'ä'.repeat(length)),
	fc.anything()
);
const fields = Object.keys(contact.entries);

describe('a page of contacts', () => {
	test('is read as it stands', () => {
		const page = { _id: 'contacts:0001', contacts: [HUBER, { ...HUBER, id: '2', gone: true }] };
		expect(contactsOfPage(page)).toEqual(page.contacts);
	});

	test('is taken or refused just as the schema takes or refuses it', () => {
		const changes = fc.dictionary(fc.constantFrom(...fields), anything, { maxKeys: 2 });
		fc.assert(
			fc.property(changes, fc.option(fc.constantFrom(...fields)), (change, missing) => {
				const one: Record<string, unknown> = { ...HUBER, ...change };
				if (missing !== null) delete one[missing];
				const page = { contacts: [HUBER, one] };
				expect(contactsOfPage(page) !== undefined).toBe(v.is(contactPage, page));
			}),
			{ numRuns: 2000 }
		);
	});

	test.each(fields)('%s is looked at', (field) => {
		const page = { contacts: [{ ...HUBER, [field]: {} }] };
		expect(contactsOfPage(page)).toBeUndefined();
	});

	test.each([[{}], [{ contacts: {} }], [{ contacts: [null] }], [{ contacts: ['x'] }]])(
		'%j is none',
		(doc) => {
			expect(contactsOfPage(doc)).toBeUndefined();
			expect(v.is(contactPage, doc)).toBe(false);
		}
	);
});
