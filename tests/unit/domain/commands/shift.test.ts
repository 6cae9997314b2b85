import { describe, expect, test } from 'vitest';
import { checkIn, checkOut, confirmShift } from '../../../../src/lib/domain/commands/shift.ts';
import { refusalOfShape } from '../../../../src/lib/domain/checkFact.ts';
import type { Writer } from '../../../../src/lib/domain/issue.ts';
import { ANNA, LEAD, NOW, subjectFrom, writerOf } from '../writer.ts';

/** A writer as a class may be: its methods are not its own. */
class Clerk implements Writer {
	readonly device = 'tablet-1';
	readonly deviceSite = 'LNU';
	readonly author = ANNA;
	now() {
		return NOW;
	}
	random(length: number) {
		return new Uint8Array(length);
	}
}

describe('S5 the duty shift', () => {
	test.each(['pin', 'verifier', 'account'] as const)(
		'A2 a check-in by %s has the rights of the role',
		(proof) => {
			expect(checkIn(writerOf(LEAD), 'WEL', proof).author).toEqual(LEAD);
		}
	);

	test('A2 whose PIN nothing has confirmed has the rights of staff', () => {
		expect(checkIn(writerOf(LEAD), 'WEL', 'none').author).toEqual({ ...LEAD, role: 'staff' });
	});

	test('S5 is at the site where the person is on duty, and belongs to no shift before it', () => {
		const shift = checkIn({ ...writerOf(), shift: checkIn(writerOf(), 'LNU', 'pin')._id }, 'WEL', 'pin');
		expect(shift).toMatchObject({ type: 'shiftStarted', site: 'WEL', deviceSite: 'LNU', proof: 'pin' });
		expect(shift).not.toHaveProperty('shift');
		expect(refusalOfShape({ ...shift })).toBeUndefined();
	});

	test('any writer will do, a class too', () => {
		expect(refusalOfShape({ ...checkIn(new Clerk(), 'WEL', 'pin') })).toBeUndefined();
	});

	test('R3 its end and its confirmation speak of it and name what was seen', () => {
		const shift = checkIn(writerOf(), 'WEL', 'none');
		for (const command of [
			(...facts: [typeof shift]) => checkOut(writerOf(), subjectFrom(...facts), 'dayChange'),
			(...facts: [typeof shift]) => confirmShift(writerOf(), subjectFrom(...facts))
		]) {
			const first = command(shift);
			expect(first).toMatchObject({ about: shift._id, site: 'WEL' });
			expect(refusalOfShape({ ...first })).toBeUndefined();
			const again = command(...([shift, first] as unknown as [typeof shift]));
			expect(again.after).toEqual([first._id]);
		}
	});
});
