import { describe, expect, it } from 'vitest';
import { nextIndex, typeAhead } from '../../../src/lib/ui/roving.ts';

const key = (letter: string, held: Partial<KeyboardEvent> = {}) => ({
	key: letter,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	...held
});

describe('nextIndex', () => {
	it('goes round at both ends', () => {
		expect(nextIndex('ArrowDown', 2, 3)).toBe(0);
		expect(nextIndex('ArrowUp', 0, 3)).toBe(2);
	});

	it('begins at the near end when nothing is marked yet', () => {
		expect(nextIndex('ArrowDown', -1, 3)).toBe(0);
		expect(nextIndex('ArrowUp', -1, 3)).toBe(2);
	});

	it('knows Home and End, and leaves other keys and empty lists alone', () => {
		expect(nextIndex('Home', 2, 3)).toBe(0);
		expect(nextIndex('End', 0, 3)).toBe(2);
		expect(nextIndex('a', 0, 3)).toBeUndefined();
		expect(nextIndex('ArrowDown', -1, 0)).toBeUndefined();
	});
});

describe('typeAhead', () => {
	const labels = ['Archiv', 'Berichte', 'Sperren', 'Archivieren', 'Übergabe'];

	it('finds the next entry with that letter, and goes round', () => {
		expect(typeAhead(key('a'), -1, labels)).toBe(0);
		expect(typeAhead(key('a'), 0, labels)).toBe(3);
		expect(typeAhead(key('A'), 3, labels)).toBe(0);
		expect(typeAhead(key('ü'), 0, labels)).toBe(4);
	});

	it('takes neither shortcuts nor named keys nor space for letters', () => {
		expect(typeAhead(key('a', { ctrlKey: true }), -1, labels)).toBeUndefined();
		expect(typeAhead(key('Backspace'), -1, labels)).toBeUndefined();
		expect(typeAhead(key(' '), -1, labels)).toBeUndefined();
		expect(typeAhead(key('x'), -1, labels)).toBeUndefined();
	});
});
