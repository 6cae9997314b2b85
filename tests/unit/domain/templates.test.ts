import { expect, test } from 'vitest';
import { filledTemplate } from '../../../src/lib/domain/templates.ts';

const PLACES = { name: '$& {regel}', datum: '18.11.2026', regel: '9.2' };

test('S10 a template has name, date and rule filled in wherever they stand, and nothing else', () => {
	expect(filledTemplate('{name}, {datum}: {regel}. {name} {Name} {plz} {', PLACES)).toBe(
		'$& {regel}, 18.11.2026: 9.2. $& {regel} {Name} {plz} {'
	);
});

test('S10 what is not known yet is left open, to be seen', () => {
	expect(filledTemplate('Regel {regel}, {name}', { ...PLACES, regel: '', name: '' })).toBe('Regel …, …');
});
