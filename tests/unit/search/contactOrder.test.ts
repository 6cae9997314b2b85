import { expect, it } from 'vitest';
import { ContactIndex } from '../../../src/lib/search/contactIndex.ts';
import { named } from './contacts.ts';

const ids = (index: ContactIndex, query: string, options = {}) =>
	index.search(query, options).map((hit) => hit.contact.id);

it('puts ended contracts after running ones, those gone last, also where they were used lately', () => {
	const index = new ContactIndex([
		named('Huber, A', { id: 'gone', gone: true }),
		named('Huber, B', { id: 'ended', state: 'ended' }),
		named('Huber, D', { id: 'active' }),
		named('Huber, C', { id: 'paused', state: 'paused' })
	]);
	expect(ids(index, 'huber', { boost: new Map([['ended', 9]]) })).toEqual([
		'paused',
		'active',
		'ended',
		'gone'
	]);
});

it('breaks ties by what was used lately, the home site, the name, the KundenID', () => {
	const index = new ContactIndex([
		named('Huber, B', { id: '5', site: 'WEL' }),
		named('Huber, A', { id: '4', site: 'WEL' }),
		named('Huber, A', { id: '3', site: 'WEL' }),
		named('Huber, Z', { id: '2', site: 'LNU' }),
		named('Huber, Z', { id: '1', site: 'WEL' })
	]);
	const boost = new Map([
		['1', 2],
		['5', 1]
	]);
	expect(ids(index, 'huber', { boost, homeSite: 'LNU' })).toEqual(['1', '5', '2', '3', '4']);
});

it('does not let what was used lately stand before what fits better', () => {
	const index = new ContactIndex([named('Huber, A', { id: '1' }), named('Hubert, A', { id: '2' })]);
	expect(ids(index, 'huber', { boost: new Map([['2', 9]]), homeSite: 'LNU' })).toEqual(['1', '2']);
});

it('orders by name beyond the six letters that are compared first', () => {
	const index = new ContactIndex(
		['Strohmeier, A', 'Strohmann, B', 'Strohmann, A'].map((name) => named(name))
	);
	expect(index.search('str').map((hit) => hit.contact.last + hit.contact.first)).toEqual([
		'StrohmannA',
		'StrohmannB',
		'StrohmeierA'
	]);
});

it('gives as many as asked for, 10 otherwise', () => {
	const index = new ContactIndex(Array.from({ length: 30 }, () => named('Huber, A')));
	expect(index.search('h')).toHaveLength(10);
	expect(index.search('h', { limit: 3 })).toHaveLength(3);
	expect(index.search('h', { limit: 0 })).toEqual([]);
	expect(index.search('h', { limit: Infinity })).toHaveLength(30);
});
