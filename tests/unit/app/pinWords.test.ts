import { expect, test } from 'vitest';
import { pinProblem } from '../../../src/lib/app/pinWords.ts';

test('a new PIN has four digits or more and is not the old one', () => {
	expect(pinProblem('2580', '1234')).toBeUndefined();
	expect(pinProblem('123', '1234')).toContain('mindestens 4');
	expect(pinProblem('1234', '1234')).toContain('bisherige');
});
