import { expect, test } from 'vitest';
import { ScanPace } from '../../../../src/lib/ui/search/scanPace.ts';

/** Types keys, each `gap` ms after the one before, and gives what the last one ended. */
function typed(pace: ScanPace, keys: string[], gap: number, from = 0): string | undefined {
	let code: string | undefined;
	keys.forEach((key, i) => (code = pace.key(key, from + i * gap)));
	return code;
}

const CARD = [...'MF96540423', 'Enter'];

test('a scanner is known by its pace', () => {
	expect(typed(new ScanPace(), CARD, 10)).toBe('MF96540423');
	expect(typed(new ScanPace(), CARD, 50)).toBe('MF96540423');
});

test('a person types more slowly', () => {
	expect(typed(new ScanPace(), CARD, 51)).toBeUndefined();
});

test('shift, which comes along with capital letters, is no part of the code', () => {
	expect(typed(new ScanPace(), ['Shift', 'M', 'Shift', 'F', ...'9654', 'Enter'], 10)).toBe('MF9654');
});

test('what a person typed before a scan does not belong to it', () => {
	const pace = new ScanPace();
	typed(pace, ['h', 'u'], 200);
	expect(typed(pace, CARD, 10, 1000)).toBe('MF96540423');
});

test('an Enter that comes later ends no scan', () => {
	const pace = new ScanPace();
	typed(pace, [...'96540423'], 10);
	expect(pace.key('Enter', 500)).toBeUndefined();
});

test('two or three keys hit at once are no code, and a code is told once', () => {
	const pace = new ScanPace();
	expect(typed(pace, ['1', '2', '3', 'Enter'], 5)).toBeUndefined();
	expect(typed(pace, CARD, 5, 1000)).toBe('MF96540423');
	expect(pace.key('Enter', 1060)).toBeUndefined();
});
