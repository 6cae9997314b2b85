import { expect, test } from 'vitest';
import { choiceOf, type Chosen } from '../../../src/lib/app/searchChoice.ts';
import type { Contact } from '../../../src/lib/domain/directory.ts';
import { ContactIndex } from '../../../src/lib/search/contactIndex.ts';

function contact(id: string, last: string, card: string): Contact {
	return {
		id,
		last,
		card,
		first: 'Sabine',
		birth: '',
		street: '',
		zip: '',
		city: '',
		phone: '',
		email: '',
		site: 'LNU',
		state: 'active',
		since: ''
	};
}

const HUBER = contact('48213', 'Huber', 'MF96540423');
const HUEBER = contact('50112', 'Hueber', 'MF00048213');
const contacts = new ContactIndex([HUBER, HUEBER]);
const row = (one: Contact): Chosen => ({ kind: 'contact', contact: one });
const typed = { scanned: false, sought: false, row: undefined };

test('Enter chooses the active row', () => {
	expect(choiceOf({ ...typed, text: 'hub', row: row(HUBER) }, contacts)).toEqual(row(HUBER));
	expect(choiceOf({ ...typed, text: 'hub' }, contacts)).toBeUndefined();
});

test('a number typed in full chooses its owner, though the list shows another first', () => {
	expect(choiceOf({ ...typed, text: ' 50112 ', row: row(HUBER) }, contacts)).toEqual(row(HUEBER));
	expect(choiceOf({ ...typed, text: '48213' }, contacts)).toEqual(row(HUBER));
});

test('a row that was gone to with the arrow keys wins over all', () => {
	expect(choiceOf({ ...typed, text: '50112', sought: true, row: row(HUBER) }, contacts)).toEqual(row(HUBER));
});

test('a scanner reads cards: the same digits as a KundenID mean the card', () => {
	expect(choiceOf({ ...typed, text: '00048213', scanned: true }, contacts)).toEqual(row(HUEBER));
	expect(choiceOf({ ...typed, text: 'MF96540423', scanned: true }, contacts)).toEqual(row(HUBER));
});

test('an unknown card chooses nobody, whoever resembles it', () => {
	expect(choiceOf({ ...typed, text: 'MF96540424', scanned: true, row: row(HUBER) }, contacts)).toEqual({
		kind: 'unknown',
		code: 'MF96540424'
	});
});

test('a name typed quickly is no card', () => {
	expect(choiceOf({ ...typed, text: 'huber', scanned: true, row: row(HUBER) }, contacts)).toEqual(row(HUBER));
});
