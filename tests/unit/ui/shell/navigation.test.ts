import { expect, test } from 'vitest';
import { isShown } from '../../../../src/lib/ui/shell/navigation.ts';

test('a screen counts as shown with those below it, and Start only by itself', () => {
	expect(isShown('/', '/')).toBe(true);
	expect(isShown('/', '/checks')).toBe(false);
	expect(isShown('/checks', '/checks')).toBe(true);
	expect(isShown('/checks', '/checks/0192')).toBe(true);
	expect(isShown('/check', '/checks')).toBe(false);
});
