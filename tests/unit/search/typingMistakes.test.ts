import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letterBits, mistakesBetween, tooDifferent } from '../../../src/lib/search/typingMistakes.ts';

/** The textbook: the whole table, no limit. */
function textbook(a: string, b: string): number[] {
	const table: number[][] = [];
	const cell = (i: number, j: number) => table[i]?.[j] ?? Infinity;
	for (let i = 0; i <= a.length; i++) {
		table[i] = [];
		for (let j = 0; j <= b.length; j++) {
			let cost = i === 0 ? j : j === 0 ? i : Infinity;
			if (i > 0 && j > 0) {
				cost = Math.min(
					cell(i - 1, j) + 1,
					cell(i, j - 1) + 1,
					cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
				);
				if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
					cost = Math.min(cost, cell(i - 2, j - 2) + 1);
				}
			}
			table[i]?.push(cost);
		}
	}
	return table[a.length] ?? [];
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), maxLength: 12 });

describe('typing mistakes', () => {
	it.each([
		['hubre', 'huber', 1],
		['hubr', 'huber', 1],
		['hubber', 'huber', 1],
		['hiber', 'huber', 1],
		['schwaznegger', 'schwarzenegger', 2]
	])('%s for %s: %i', (typed, stored, mistakes) => {
		expect(mistakesBetween(typed, stored, 2).whole).toBe(mistakes);
	});

	it('counts like the textbook up to the limit, to the whole word and to its best beginning', () => {
		fc.assert(
			fc.property(word, word, fc.constantFrom(1, 2), (typed, stored, limit) => {
				const row = textbook(typed, stored);
				const { whole, beginning } = mistakesBetween(typed, stored, limit);
				expect(whole).toBe(Math.min(row.at(-1) ?? 0, limit + 1));
				expect(beginning).toBe(typed.length < 4 ? limit + 1 : Math.min(...row, limit + 1));
			}),
			{ numRuns: 3000 }
		);
	});

	it('skips by letters only what is too far anyway', () => {
		fc.assert(
			fc.property(word, word, fc.constantFrom(1, 2), (typed, stored, limit) => {
				if (!tooDifferent(letterBits(typed), letterBits(stored), limit)) return;
				expect(Math.min(...textbook(typed, stored))).toBeGreaterThan(limit);
			}),
			{ numRuns: 3000 }
		);
		expect(tooDifferent(letterBits('huber'), letterBits('mayr'), 1)).toBe(true);
	});

	it('takes words of any length', () => {
		expect(mistakesBetween('a'.repeat(5000), 'a'.repeat(5000), 2).whole).toBe(3);
		expect(mistakesBetween('hubre', 'huber'.repeat(1000), 1)).toEqual({ whole: 2, beginning: 1 });
	});
});
