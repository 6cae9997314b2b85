import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeBox } from '../../../src/lib/ui/place.ts';

const screen = { width: 360, height: 740 };
const anchor = (top: number, left = 16, width = 120) => ({
	top,
	bottom: top + 44,
	left,
	right: left + width,
	width
});

describe('placeBox', () => {
	it('stands under its anchor where it fits', () => {
		const placed = placeBox(anchor(100), { width: 200, height: 300 }, screen, { align: 'start' });
		expect(placed).toMatchObject({ top: 148, bottom: undefined, left: 16 });
	});

	it('goes above where below is too little room and above is more', () => {
		const placed = placeBox(anchor(600), { width: 200, height: 300 }, screen, { align: 'start' });
		expect(placed).toMatchObject({ top: undefined, bottom: 144 });
	});

	it('stays below, and scrolls, where above is even less room', () => {
		const placed = placeBox(anchor(60), { width: 200, height: 900 }, screen, { align: 'start' });
		expect(placed.top).toBe(108);
		expect(placed.maxHeight).toBe(740 - 104 - 8);
	});

	it('lines up with the right edge where asked', () => {
		expect(placeBox(anchor(100, 220), { width: 200, height: 50 }, screen, { align: 'end' }).left).toBe(140);
	});

	it('never leaves the screen, wherever the anchor is', () => {
		const side = fc.integer({ min: -200, max: 900 });
		fc.assert(
			fc.property(
				side,
				side,
				fc.integer({ min: 10, max: 352 }),
				fc.constantFrom('start', 'end'),
				(top, left, width, align) => {
					const placed = placeBox(anchor(top, left), { width, height: 200 }, screen, { align });
					expect(placed.left).toBeGreaterThanOrEqual(4);
					expect(placed.left + width).toBeLessThanOrEqual(356);
				}
			)
		);
	});
});
