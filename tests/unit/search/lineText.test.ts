import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineText } from '../../../src/lib/search/lineText.ts';

const line = fc.string({ unit: fc.constantFrom('1', '2', '3'), maxLength: 5 });

it('finds what a look at each line finds', () => {
	fc.assert(
		fc.property(fc.array(line, { maxLength: 20 }), line, fc.boolean(), (lines, needle, fromStart) => {
			const expected = lines.flatMap((text, at) =>
				[...text].flatMap((_, place) =>
					needle !== '' && text.startsWith(needle, place) && (place === 0 || !fromStart)
						? [[at, place, text.length]]
						: []
				)
			);
			for (const text of [LineText.of(lines), LineText.written(lines, ascii)]) {
				const found: number[][] = [];
				text.scan(needle, fromStart, (...hit) => found.push(hit));
				expect(found).toEqual(expected);
			}
		})
	);
});

it('holds lines that are longer than its first buffer', () => {
	const lines = ['1'.repeat(40_000), '2'.repeat(40_000), '3'];
	const found: number[] = [];
	LineText.written(lines, ascii).scan('3', true, (at) => found.push(at));
	expect(found).toEqual([2]);
});

it('finds nothing across lines', () => {
	const found: number[] = [];
	LineText.of(['12', '34']).scan('2\n3', false, (at) => found.push(at));
	expect(found).toEqual([]);
});

function ascii(text: string, bytes: Uint8Array, at: number): number {
	for (let place = 0; place < text.length; place++) bytes[at + place] = text.charCodeAt(place);
	return at + text.length;
}
