import { expect, it } from 'vitest';
import { PictureAllowance } from '../../../server/pictures/allowance.ts';

const LARGE = 300_000;

it('takes five hundred of the largest pictures of an account in a day, and of another as many', () => {
	let now = 0;
	const allowance = new PictureAllowance(() => now);
	for (let i = 0; i < 500; i += 1) allowance.take('a', LARGE);
	const full = { code: 'too-many-requests', details: { retryAfter: 3600 } };
	expect(() => allowance.take('a', 1)).toThrow(expect.objectContaining(full));
	allowance.take('b', LARGE);
	now += 24 * 3_600_000 - 5000;
	expect(() => allowance.take('a', 1)).toThrow(expect.objectContaining({ details: { retryAfter: 5 } }));
	now += 5000;
	allowance.take('a', LARGE);
});
