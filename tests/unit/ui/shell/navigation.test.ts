import { expect, test } from 'vitest';
import { badgeText, isShown, nameOf } from '../../../../src/lib/ui/shell/navigation.ts';

test('a screen counts as shown with those below it, and Start only by itself', () => {
	expect(isShown('/', '/')).toBe(true);
	expect(isShown('/', '/checks')).toBe(false);
	expect(isShown('/checks', '/checks')).toBe(true);
	expect(isShown('/checks', '/checks/0192')).toBe(true);
	expect(isShown('/check', '/checks')).toBe(false);
});

test('an entry is named without its marks for breaking the word, and with what waits there', () => {
	const entry = { href: '/checks', label: 'Kamera\u00adkontrollen', icon: undefined as never };
	expect(nameOf(entry)).toBe('Kamerakontrollen');
	expect(nameOf({ ...entry, badge: { count: 0, words: '' } })).toBe('Kamerakontrollen');
	expect(nameOf({ ...entry, badge: { count: 3, words: '3 ungelesen' } })).toBe(
		'Kamerakontrollen, 3 ungelesen'
	);
});

test('a badge has room for two digits', () => {
	expect(badgeText(99)).toBe('99');
	expect(badgeText(100)).toBe('99+');
});
