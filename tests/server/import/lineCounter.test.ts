import { describe, expect, test } from 'vitest';
import { hasMoreLines, lineBreakOf, lineEnd, LineCounter } from '../../../server/import/lineCounter.ts';

const text = Buffer.from('a\r\n\nbc\n');

describe('LineCounter', () => {
	test('gives each byte the line that it stands in, its break included', () => {
		const lines = new LineCounter(text, 10);
		expect([...text].map((_, offset) => lines.at(offset))).toEqual([1, 1, 1, 2, 3, 3, 3]);
		expect(lines.at(text.length)).toBe(4);
	});
});

describe('line breaks', () => {
	test('are LF wherever there is one, else CR', () => {
		expect(lineBreakOf(text)).toBe(10);
		expect(lineBreakOf(Buffer.from('a\rb'))).toBe(13);
		expect(lineBreakOf(Buffer.from('a'))).toBe(10);
	});

	test('end a line, or the file does', () => {
		expect(lineEnd(text, 0, 10)).toBe(3);
		expect(lineEnd(text, 3, 10)).toBe(4);
		expect(lineEnd(Buffer.from('abc'), 1, 10)).toBe(3);
	});

	test('are counted no further than is asked', () => {
		expect(hasMoreLines(text, 2, 10)).toBe(true);
		expect(hasMoreLines(text, 3, 10)).toBe(false);
	});
});
