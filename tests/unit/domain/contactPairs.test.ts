import { describe, expect, test } from 'vitest';
import { contactPairs } from '../../../src/lib/domain/contactPairs.ts';
import type { Contact } from '../../../src/lib/domain/directory.ts';

const contact = (id: string, changes: Partial<Contact> = {}): Contact => ({
	id,
	first: 'Mila',
	last: 'Đorđević',
	birth: '1990-02-01',
	street: '',
	zip: '',
	city: '',
	phone: '',
	email: '',
	site: 'LNU',
	state: 'active',
	since: '',
	card: '',
	...changes
});
const gone = (id: string, changes: Partial<Contact> = {}) => contact(id, { ...changes, gone: true });
const told = (contacts: Contact[], links = [] as { old: string; new: string }[]) =>
	contactPairs(contacts, links).map(({ old, now, why }) => `${old.id} ${now.id} ${why}`);

describe('contacts that are most likely one person', () => {
	test('have the same name and date of birth, one gone and one there', () => {
		expect(told([gone('1'), contact('2', { last: 'ĐORĐEVIĆ' })])).toEqual(['1 2 birth']);
		expect(told([contact('1'), contact('2')])).toEqual([]);
		expect(told([gone('1'), gone('2')])).toEqual([]);
		expect(told([gone('1'), contact('2', { birth: '1990-02-02' })])).toEqual([]);
	});

	test('or the same card, however it is written, which counts for more', () => {
		const card = { card: 'MF 00-17' };
		expect(told([gone('1', card), contact('2', { card: 'mf0017', last: 'Huber' }), contact('3')])).toEqual([
			'1 2 card'
		]);
	});

	test('are not guessed from what is empty', () => {
		expect(told([gone('1', { birth: '' }), contact('2', { birth: '' })])).toEqual([]);
	});

	test('are not suggested where several would fit, nor once they are linked', () => {
		expect(told([gone('1'), contact('2'), contact('3')])).toEqual([]);
		expect(told([gone('1'), gone('3'), contact('2')])).toEqual([]);
		expect(told([gone('1'), contact('2')], [{ old: '1', new: '2' }])).toEqual([]);
		expect(told([gone('1'), contact('2')], [{ old: '2', new: '1' }])).toEqual([]);
	});
});
