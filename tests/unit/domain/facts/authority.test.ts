import { describe, expect, test } from 'vitest';
import { liftBlock, withdrawMessage } from '../../../../src/lib/domain/commands/aboutMessage.ts';
import { checkIn, confirmShift } from '../../../../src/lib/domain/commands/shift.ts';
import type { Author } from '../../../../src/lib/domain/facts/fields.ts';
import { foldSubject, headsOf } from '../../../../src/lib/domain/fold.ts';
import { issue } from '../../../../src/lib/domain/issue.ts';
import { messageFact, REASON, valueOf } from '../messages.ts';
import { ANNA, BERND, NOW, subjectFrom, writerOf } from '../writer.ts';

const message = messageFact();
const ROLES = ['staff', 'lead', 'office', 'admin'] as const;
const colleague = (role: Author['role']): Author => ({ ...BERND, role });

describe('R6 authority', () => {
	test.each(ROLES)('A1 a message of another is withdrawn by lead, office and admin alone: %s', (role) => {
		const fact = valueOf(withdrawMessage(writerOf(colleague(role)), subjectFrom(message), 'doppelt'));
		const subject = subjectFrom(message, fact);
		expect(subject.refused).toEqual(role === 'staff' ? [{ fact, rule: 'A1' }] : []);
		expect(subject.matters.has('withdrawal')).toBe(role !== 'staff');
	});

	test('A1 the author withdraws their own, with the rights of staff', () => {
		const fact = valueOf(withdrawMessage(writerOf(ANNA), subjectFrom(message), 'doppelt'));
		expect(headsOf(subjectFrom(message, fact), 'withdrawal')).toEqual([fact._id]);
	});

	test('A1 R7 a withdrawal that came before its message is judged once that is here', () => {
		const fact = valueOf(withdrawMessage(writerOf(BERND), subjectFrom(message), 'doppelt'));
		expect(foldSubject(message._id, [fact]).refused).toEqual([]);
		expect(foldSubject(message._id, [fact, message]).refused).toEqual([{ fact, rule: 'A1' }]);
	});

	test.each(['archived', 'restored'] as const)('A3 %s is for leads, the office and admins', (type) => {
		for (const role of ROLES) {
			const fact = issue(writerOf(colleague(role)), { type, site: 'WEL', about: message._id });
			const subject = subjectFrom(message, fact);
			expect(subject.refused.map(({ rule }) => rule)).toEqual(role === 'staff' ? ['A3'] : []);
			expect(subject.matters.has('archive')).toBe(role !== 'staff');
		}
	});

	test.each(ROLES)(
		'A6 a reserved block is lifted without a reason by lead, office and admin alone: %s',
		(role) => {
			const reserved = messageFact({ kind: 'block', block: { reason: REASON, reserved: true } });
			const open = messageFact({ kind: 'block', block: { reason: REASON } });
			const lift = (block: typeof open, reason?: string) =>
				subjectFrom(block, liftBlock(writerOf(colleague(role)), subjectFrom(block), reason));
			expect(lift(reserved).refused.map(({ rule }) => rule)).toEqual(role === 'staff' ? ['A6'] : []);
			expect(lift(reserved).matters.has('lift')).toBe(role !== 'staff');
			expect(lift(reserved, 'bar bezahlt').matters.has('lift')).toBe(true);
			expect(lift(open).matters.has('lift')).toBe(true);
		}
	);

	test('A4 a shift is confirmed by the person whose shift it is, not even by a lead', () => {
		const shift = checkIn(writerOf(ANNA, NOW), 'LNU', 'none');
		const own = confirmShift(writerOf(ANNA, NOW + 1), subjectFrom(shift));
		const foreign = confirmShift(writerOf(colleague('lead'), NOW + 1), subjectFrom(shift));
		expect(subjectFrom(shift, own).refused).toEqual([]);
		expect(subjectFrom(shift, foreign).refused).toEqual([{ fact: foreign, rule: 'A4' }]);
	});
});
