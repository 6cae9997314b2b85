import { afterEach, expect, it } from 'vitest';
import { Previews } from '../../../server/api/previews.ts';

const FILES = { sites: Buffer.from('a') };
const OTHER = { sites: Buffer.from('b') };

let now = 0;
let count = 0;
const previews = new Previews(
	() => now,
	() => `token ${(count += 1)}`
);
afterEach(() => previews.close());

it('gives the files back to their owner, once', () => {
	const token = previews.keep('anna', FILES);
	expect(previews.take('anna', token)).toBe(FILES);
	expect(() => previews.take('anna', token)).toThrow(expect.objectContaining({ code: 'preview-gone' }));
});

it('gives them to nobody else, and keeps them for the owner', () => {
	const token = previews.keep('anna', FILES);
	expect(() => previews.take('berta', token)).toThrow(expect.objectContaining({ code: 'preview-gone' }));
	expect(previews.take('anna', token)).toBe(FILES);
});

it('keeps one set for each owner: the newest', () => {
	const first = previews.keep('anna', FILES);
	const hers = previews.keep('berta', FILES);
	const second = previews.keep('anna', OTHER);
	expect(() => previews.take('anna', first)).toThrow(expect.objectContaining({ code: 'preview-gone' }));
	expect(previews.take('anna', second)).toBe(OTHER);
	expect(previews.take('berta', hers)).toBe(FILES);
});

it('forgets them after 15 minutes', () => {
	const token = previews.keep('anna', FILES);
	now += 15 * 60_000 + 1;
	expect(() => previews.take('anna', token)).toThrow(expect.objectContaining({ code: 'preview-gone' }));
});
