import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, directoryDocs, listName, site } from '../../../src/lib/domain/directory.ts';

describe('the directory', () => {
	test('people stand in lists with the family name first', () => {
		expect(listName({ first: 'Anna', last: 'Huber' })).toBe('Huber, Anna');
		expect(listName({ first: '', last: 'Huber' })).toBe('Huber');
		expect(listName({ first: 'Anna', last: '' })).toBe('Anna');
		expect(listName({ first: '', last: '' })).toBe('');
	});

	test('the settings before anybody changed them are valid settings', () => {
		expect(v.parse(directoryDocs.settings, DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
	});

	test.each([
		['00:00', true],
		['06:00', true],
		['23:59', true],
		['24:00', false],
		['6:00', false],
		['06:60', false],
		['', false]
	])('a Tageswechsel at %j: %j', (dayChange, valid) => {
		expect(v.is(site, { id: 'WEL', name: 'Wels', kind: 'studio', dayChange })).toBe(valid);
	});
});
