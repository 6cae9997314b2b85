import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, wholeTicks } from '../../../../src/lib/ui/reports/charts/measures.ts';

describe('the axis of a chart', () => {
	test('has whole numbers, beginning with 0, none beyond the longest bar', () => {
		expect(wholeTicks(1)).toEqual([0, 1]);
		expect(wholeTicks(3)).toEqual([0, 1, 2, 3]);
		expect(wholeTicks(23)).toEqual([0, 5, 10, 15, 20]);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 100_000 }), (most) => {
				const ticks = wholeTicks(most);
				expect(ticks.length).toBeLessThanOrEqual(6);
				expect(ticks.length).toBeGreaterThan(1);
				expect(ticks.every((tick) => Number.isInteger(tick) && tick <= most)).toBe(true);
			})
		);
	});

	test('cuts names that have no room, and no others', () => {
		expect(cut('Wels', 100)).toBe('Wels');
		expect(cut('Verwaltungsstelle Vöcklabruck', 100)).toBe('Verwaltungs…');
	});
});
