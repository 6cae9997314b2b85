import { describe, expect, it } from 'vitest';
import { ContactIndex } from '../../../src/lib/search/contactIndex.ts';
import { named } from './contacts.ts';

const people = [
	'Huber, Sabine',
	'Hubert, Karl',
	'Mayr, Hubert',
	'Eichhuber, Paul',
	'Müller, Jürgen',
	'Mueller, Eva',
	'Groß, Thomas',
	'Gross, Lena',
	'Đorđević, Goran',
	'Bauer, Anna',
	'Baur, Ines',
	"O'Brien, Sean",
	'Strohschank-Mücks, Antonio',
	'Schmuhl, Mag. Kira',
	'Mager, Kira',
	'van der Berg, Anna-Lena',
	'Schwarzenegger, Rudolf'
];
const index = new ContactIndex(people.map((name) => named(name)));
const found = (query: string, limit = 20) =>
	index.search(query, { limit }).map((hit) => hit.contact.last + ', ' + hit.contact.first);

describe('names', () => {
	it.each([
		['mul', 'Müller, Jürgen'],
		['mül', 'Müller, Jürgen'],
		['muel', 'Müller, Jürgen'],
		['MÜLLER', 'Müller, Jürgen'],
		['mü', 'Mueller, Eva'],
		['müller', 'Mueller, Eva'],
		['gross', 'Groß, Thomas'],
		['groß', 'Gross, Lena'],
		['dordevic', 'Đorđević, Goran'],
		['djordj', 'Đorđević, Goran'],
		['jur', 'Müller, Jürgen'],
		['o brien', "O'Brien, Sean"],
		['obrien', "O'Brien, Sean"],
		["o'b", "O'Brien, Sean"],
		['mücks', 'Strohschank-Mücks, Antonio'],
		['strohschank-mu', 'Strohschank-Mücks, Antonio'],
		['mag. kira schmuhl', 'Schmuhl, Mag. Kira'],
		['kira schm', 'Schmuhl, Mag. Kira'],
		['dr. huber', 'Huber, Sabine'],
		['Huber, Sabine', 'Huber, Sabine'],
		['sabine h', 'Huber, Sabine'],
		['hub sab', 'Huber, Sabine'],
		['anna lena berg', 'van der Berg, Anna-Lena'],
		['h', 'Huber, Sabine'],
		['sa', 'Huber, Sabine']
	])('%s finds %s', (query, name) => expect(found(query)).toContain(name));

	it.each([
		['hubre', 'Huber, Sabine'],
		['hbuer', 'Huber, Sabine'],
		['bauwr', 'Bauer, Anna'],
		['sabien huebr', 'Huber, Sabine'],
		['schwaznegger', 'Schwarzenegger, Rudolf'],
		['schwarzneg', 'Schwarzenegger, Rudolf'],
		['strohshc', 'Strohschank-Mücks, Antonio']
	])('forgives %s for %s', (query, name) => expect(found(query)[0]).toBe(name));

	it.each(['huber goran', 'xyz', 'hxxer', 'muhuber', '---', '', '   '])('finds nobody for %j', (query) =>
		expect(found(query)).toEqual([])
	);

	it('keeps what is not asked for out: Bauer is not Baur', () => {
		expect(found('bauer')).toEqual(['Bauer, Anna', 'Baur, Ines']);
		expect(found('baur')).toEqual(['Baur, Ines', 'Bauer, Anna']);
	});

	it('ranks exact, beginning of the last name, of the first, inside, mistyped', () => {
		const ranked = ['Hub, A', 'Z, Hub', 'Huber, B', 'A, Hubert', 'Eichhuber, C', 'Hup, D'];
		const small = new ContactIndex([...ranked].reverse().map((name) => named(name)));
		const order = (query: string) =>
			small.search(query).map((hit) => `${hit.contact.last}, ${hit.contact.first}`);
		expect(order('hub')).toEqual(ranked.slice(0, 5));
		expect(new ContactIndex(ranked.slice(4).map((name) => named(name))).search('hub')).toHaveLength(2);
	});

	it('looks for mistakes only where little was found', () => {
		const many = ['Huber, A', 'Huber, B', 'Huber, C', 'Huber, D', 'Huber, E', 'Hubre, F'].map((name) =>
			named(name)
		);
		expect(new ContactIndex(many).search('huber')).toHaveLength(5);
		expect(new ContactIndex(many.slice(1)).search('huber').map((hit) => hit.contact.last)).toEqual([
			'Huber',
			'Huber',
			'Huber',
			'Huber',
			'Hubre'
		]);
	});

	it('does not let a title stand in front of names that begin like it', () => {
		expect(found('mag')).toEqual(['Mager, Kira', 'Schmuhl, Mag. Kira']);
		expect(found('mag kira').slice(0, 2)).toEqual(['Mager, Kira', 'Schmuhl, Mag. Kira']);
	});

	it('takes a title for a name where there is no other', () => {
		const names = new ContactIndex([named('Ingruber, Anna'), named('Ing, Bao')]);
		expect(names.search('ing')[0]?.contact.last).toBe('Ing');
	});

	it('looks inside names only from three letters on', () => {
		expect(found('ch')).toEqual([]);
		expect(found('chh')).toEqual(['Eichhuber, Paul']);
	});

	it('reads eight words and leaves the rest', () => {
		expect(found('huber sabine '.repeat(4) + 'xyz')).toEqual(['Huber, Sabine']);
	});

	it('wants two names for two beginnings that are alike', () => {
		const two = new ContactIndex([named('Adler, Max'), named('Mayr, Max')]);
		expect(two.search('ma max')[0]?.contact.last).toBe('Mayr');
	});

	it('says what to emphasise', () => {
		const ranges = (query: string) => index.search(query)[0]?.ranges;
		expect(ranges('hub sab')).toEqual({ last: [[0, 3]], first: [[0, 3]] });
		expect(ranges('muel jur')).toEqual({ last: [[0, 3]], first: [[0, 3]] });
		expect(ranges('strohschank mücks')).toEqual({
			last: [
				[0, 11],
				[12, 17]
			],
			first: []
		});
		expect(ranges('hubre')).toEqual({ last: [[0, 5]], first: [] });
		expect(ranges('gros tho')).toEqual({ last: [[0, 4]], first: [[0, 3]] });
	});
});
