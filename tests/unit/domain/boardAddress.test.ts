import { describe, expect, test } from 'vitest';
import { newTopicPage, postAddress, postLabel } from '../../../src/lib/domain/boardAddress.ts';

const topic = { title: '48213 Müller, Sabine', body: 'Läuft + hüpft\n- **A:** b', category: '' };
const asked = (href = '') => Object.fromEntries(new URL(href).searchParams);

describe('S16 the page for a new topic', () => {
	test('S16 title and text arrive as they were, blanks and signs included', () => {
		const page = newTopicPage('https://board.example.com', topic);
		expect(page?.shortened).toBe(false);
		expect(new URL(page?.href ?? '').pathname).toBe('/new-topic');
		expect(asked(page?.href)).toEqual({ title: topic.title, body: topic.body });
		expect(page?.href).not.toContain('+');
	});

	test('S16 a board below a path, with a category, and a slash or a query of its own', () => {
		const page = newTopicPage('https://example.com/forum/?x=1', { ...topic, category: 'crm/intern' });
		expect(page?.href).toMatch(/^https:\/\/example\.com\/forum\/new-topic\?title=/);
		expect(asked(page?.href)).toMatchObject({ category: 'crm/intern' });
		expect(asked(page?.href)).not.toHaveProperty('x');
	});

	test.each([10_000, 7001])(
		'S16 a text of %i signs that is too long for an address is cut, and that is said',
		(length) => {
			const page = newTopicPage('https://board.example.com', { ...topic, body: '👩‍🏫'.repeat(length / 5) });
			expect(page?.shortened).toBe(true);
			expect(page?.href.length).toBeLessThanOrEqual(7000);
			expect(page?.href.length).toBeGreaterThan(6900);
			expect(asked(page?.href).body).toMatch(/…$/);
		}
	);

	test.each(['', 'board', 'javascript:alert(1)', 'ftp://example.com', 'https://'])(
		'S16 %j is no board',
		(board) => expect(newTopicPage(board, topic)).toBeUndefined()
	);
});

describe('S16 the address of a post', () => {
	test.each([
		['', ''],
		['  ', ''],
		['https://board.example.com/t/a/12', 'https://board.example.com/t/a/12'],
		[' board.example.com/t/a/12 ', 'https://board.example.com/t/a/12'],
		['localhost:8080/t/1', 'https://localhost:8080/t/1'],
		['javascript:alert(1)', undefined],
		['data:text/html,<b>', undefined],
		['hier steht nichts', undefined],
		['eingetragen', undefined],
		[`https://example.com/${'x'.repeat(2000)}`, undefined]
	])('S16 %j', (typed, address) => expect(postAddress(typed)).toBe(address));

	test('S16 is called by what tells it from others', () => {
		expect(postLabel('https://board.example.com/t/a/12/')).toBe('board.example.com/t/a/12');
		expect(postLabel('kaputt')).toBe('kaputt');
	});
});
