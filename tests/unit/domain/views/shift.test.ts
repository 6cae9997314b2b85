import { describe, expect, test } from 'vitest';
import { checkIn, checkOut, confirmShift } from '../../../../src/lib/domain/commands/shift.ts';
import { foldSubject } from '../../../../src/lib/domain/fold.ts';
import { shiftView } from '../../../../src/lib/domain/views/shift.ts';
import { messageFact } from '../messages.ts';
import { ANNA, BERND, LEAD, NOW, subjectFrom, writerOf } from '../writer.ts';

describe('the shift as the screens show it', () => {
	test.each(['pin', 'verifier', 'account'] as const)('S5 begun with %s it is confirmed and open', (proof) => {
		const shift = checkIn(writerOf(LEAD), 'WEL', proof);
		expect(shiftView(subjectFrom(shift))).toEqual({
			id: shift._id,
			fact: shift,
			author: LEAD,
			since: shift.at,
			until: undefined,
			confirmed: true
		});
	});

	test('A2 A4 begun without proof it is "nicht bestätigt" until the person confirms it', () => {
		const shift = checkIn(writerOf(ANNA), 'WEL', 'none');
		expect(shiftView(subjectFrom(shift))?.confirmed).toBe(false);
		const foreign = confirmShift(writerOf(BERND), subjectFrom(shift));
		expect(shiftView(subjectFrom(shift, foreign))?.confirmed).toBe(false);
		const own = confirmShift(writerOf(ANNA), subjectFrom(shift));
		expect(shiftView(subjectFrom(shift, own))?.confirmed).toBe(true);
	});

	test('R5 ended by hand and by the Tageswechsel at once, it ended at the earlier', () => {
		const shift = checkIn(writerOf(), 'WEL', 'pin');
		const byHand = checkOut(writerOf(ANNA, NOW + 1), subjectFrom(shift), 'person');
		const byDayChange = checkOut(writerOf(ANNA, NOW + 2), subjectFrom(shift), 'dayChange');
		expect(shiftView(subjectFrom(shift, byDayChange, byHand))?.until).toBe(byHand.at);
	});

	test('R7 shows nothing before its beginning has arrived, nor of a message', () => {
		const shift = checkIn(writerOf(), 'WEL', 'pin');
		const end = checkOut(writerOf(), subjectFrom(shift), 'person');
		expect(shiftView(undefined)).toBeUndefined();
		expect(shiftView(foldSubject(shift._id, [end]))).toBeUndefined();
		expect(shiftView(subjectFrom(messageFact()))).toBeUndefined();
	});
});
