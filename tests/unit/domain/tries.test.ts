import { expect, test } from 'vitest';
import { lockAfter } from '../../../src/lib/domain/tries.ts';

test.each([
	[0, 0],
	[4, 0],
	[5, 30_000],
	[6, 60_000],
	[11, 1_920_000],
	[12, 3_600_000],
	[100_000, 3_600_000]
])('DESIGN § 6: wrong try %i locks for %i ms', (wrong, lock) => {
	expect(lockAfter(wrong)).toBe(lock);
});
