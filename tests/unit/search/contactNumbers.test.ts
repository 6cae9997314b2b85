import { describe, expect, it } from 'vitest';
import { ContactIndex } from '../../../src/lib/search/contactIndex.ts';
import { contact } from './contacts.ts';

const nabow = contact({
	id: '10000',
	first: 'Stina',
	last: 'Nabow',
	birth: '2006-06-13',
	phone: '+43 663 3631412',
	card: 'MF96540423'
});
const kunz = contact({
	id: '10012',
	first: 'Cara',
	last: 'Kunz',
	birth: '1977-05-20',
	phone: '0620 9761698',
	card: 'MF06628012'
});
const huber = contact({
	id: '100',
	first: 'Test 2',
	last: 'Huber',
	birth: '1988-01-03',
	phone: '+49 171 555',
	card: 'MF10000001'
});
const letters = contact({ id: 'AT-0077', last: 'Zoder' });
const index = new ContactIndex([kunz, nabow, huber, letters]);
const found = (query: string) => index.search(query).map((hit) => [hit.contact.id, hit.matched]);

describe('numbers', () => {
	it.each([
		['10000', nabow, 'id'],
		['10012', kunz, 'id'],
		['100', huber, 'id'],
		['at-0077', letters, 'id'],
		['AT0077', letters, 'id'],
		['at-00', letters, 'id'],
		['MF96540423', nabow, 'card'],
		['mf 9654 0423', nabow, 'card'],
		['mf9654', nabow, 'card'],
		['96540423', nabow, 'card'],
		['96540', nabow, 'card'],
		['6628012', kunz, 'card'],
		['0662', kunz, 'card'],
		['0663 363', nabow, 'phone'],
		['+43 663', nabow, 'phone'],
		['0043663/36 31', nabow, 'phone'],
		['436633631412', nabow, 'phone'],
		['31412', nabow, 'phone'],
		['(0620) 97', kunz, 'phone'],
		['+49171', huber, 'phone'],
		['13.06.2006', nabow, 'birth'],
		['13.6.', nabow, 'birth'],
		['130606', nabow, 'birth'],
		['2006-06-13', nabow, 'birth'],
		['huber 1988', huber, 'birth'],
		['1988 huber', huber, 'birth'],
		['nab 13.6.2006', nabow, 'birth'],
		['cara 0620', kunz, 'phone'],
		['test 2', huber, 'name']
	])('%s finds %o by %s', (query, expected, field) => {
		expect(found(query)[0]).toEqual([expected.id, field]);
	});

	it('puts the exact KundenID before everything that begins so', () => {
		expect(found('100').map(([id]) => id)).toEqual(['100', '10012', '10000']);
	});

	it.each(['huber 1977', 'nabow 20.5.', '363', '0171 555', '99.99.'])('finds nobody for %s', (query) =>
		expect(found(query)).toEqual([])
	);

	it('does not take a date for another number', () => {
		expect(found('10.0').map(([, field]) => field)).toEqual([]);
	});
});

describe('a scanned card', () => {
	it.each(['MF96540423', 'mf96540423\n', '96540423', ' MF 9654 0423'])('%j is found', (typed) =>
		expect(index.byCard(typed)?.id).toBe('10000')
	);

	it.each(['', 'MF', '9654', 'MF9654042', 'XX96540423', '\u0000'])('%j opens nobody', (typed) =>
		expect(index.byCard(typed)).toBeUndefined()
	);

	it('prefers the letters, then the contract that runs, and opens nobody where it stays unclear', () => {
		const cards = (...rest: Parameters<typeof contact>[0][]) =>
			new ContactIndex(rest.map((one) => contact(one)));
		expect(cards({ id: '1', card: 'AB12345' }, { id: '2', card: 'MF12345' }).byCard('MF12345')?.id).toBe('2');
		expect(cards({ id: '1', card: '12345' }, { id: '2', card: 'MF12345' }).byCard('MF12345')?.id).toBe('2');
		expect(
			cards({ id: '1', card: 'MF12345', gone: true }, { id: '2', card: 'MF12345' }).byCard('12345')?.id
		).toBe('2');
		expect(cards({ id: '1', card: 'AB12345' }, { id: '2', card: 'MF12345' }).byCard('12345')).toBeUndefined();
	});
});
