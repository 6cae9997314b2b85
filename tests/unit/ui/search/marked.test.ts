import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pieces } from '../../../../src/lib/ui/search/marked.ts';

test('cuts a name where it is to be emphasised', () => {
	expect(pieces('Haas-Müller', [[5, 8]])).toEqual([
		{ text: 'Haas-', marked: false },
		{ text: 'Mül', marked: true },
		{ text: 'ler', marked: false }
	]);
	expect(pieces('Huber', [[0, 5]])).toEqual([{ text: 'Huber', marked: true }]);
	expect(pieces('Huber', [])).toEqual([{ text: 'Huber', marked: false }]);
	expect(pieces('', [])).toEqual([]);
});

test('whatever is emphasised, the pieces make up the text', () => {
	fc.assert(
		fc.property(fc.string(), fc.array(fc.nat(30), { maxLength: 6 }), (text, cuts) => {
			const places = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort((a, b) => a - b);
			const ranges: [number, number][] = [];
			for (let i = 0; i + 1 < places.length; i += 2) ranges.push([places[i] ?? 0, places[i + 1] ?? 0]);
			expect(
				pieces(text, ranges)
					.map((piece) => piece.text)
					.join('')
			).toBe(text);
		})
	);
});
