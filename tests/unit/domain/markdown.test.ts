import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inMarkdown, inMarkdownLine, plainLine } from '../../../src/lib/domain/markdown.ts';

const JOINER = '\u2060';

describe('typed text in Markdown', () => {
	test.each([
		['words stay as they are', 'Hr. Maier (2. Stock), 50 % – "ja"', 'Hr. Maier (2. Stock), 50 % – "ja"'],
		['HTML is text', '<script>x</script>', '\\<script>x\\</script>'],
		['so are entities', '&lt;b&gt; & Co', '\\&lt;b\\&gt; & Co'],
		['emphasis, code and tables', '*a* _b_ `c` ~~d~~ |e|', '\\*a\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~ \\|e\\|'],
		['links, pictures and BBCode', '![x](http://y) [poll]', '!\\[x\\](http://y) \\[poll\\]'],
		['nobody is called', 'an @all und @Anna', `an @${JOINER}all und @${JOINER}Anna`],
		['an e-mail address can be copied', 'anna@example.com', 'anna@example.com'],
		['hashtags', 'siehe #wels', `siehe #${JOINER}wels`],
		[
			'headings, quotations, lists, rules',
			'# a\n> b\n- c\n---\n===\n+43 1',
			'\\# a\n\\> b\n\\- c\n\\---\n\\===\n+43 1'
		],
		['numbered lists', '1. a\n2) b\n17.30 Uhr', '1\\. a\n2\\) b\n17.30 Uhr'],
		['code blocks by indentation', '\tcode\n    code', 'code\ncode'],
		['line breaks of any system', 'a\r\nb\rc\n\n\n\nd', 'a\nb\nc\n\nd'],
		['what cannot be seen goes', 'a\u0000b\u202Ec', 'abc']
	])('%s', (_what, typed, written) => expect(inMarkdown(typed)).toBe(written));

	test('a line stays one', () => {
		expect(plainLine(' a\n b\t\tc ')).toBe('a b c');
		expect(inMarkdownLine('Huber\n# Anna')).toBe('Huber # Anna');
	});

	test('whatever is typed: no mention, no tag, no bracket that begins something', () => {
		const hostile = fc
			.array(fc.constantFrom('@all', '<b>', '[poll]', '\\', '`', '\n', '# ', '> ', '&amp;', 'x', ' '))
			.map((parts) => parts.join(''));
		fc.assert(
			fc.property(hostile, (typed) => {
				// what is escaped counts no more
				const live = inMarkdown(typed).replace(/\\[!-/:-@[-`{-~]/g, '.');
				expect(live).not.toMatch(/[<[`]|(^|[^a-z0-9])@all|&amp;/);
				expect(live).not.toMatch(/^[>#]/m);
			})
		);
	});
});
