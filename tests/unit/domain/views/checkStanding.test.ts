import { describe, expect, test } from 'vitest';
import { fileCheck, startCheck, type FilingInput } from '../../../../src/lib/domain/commands/cameraCheck.ts';
import { checkView, type CheckView } from '../../../../src/lib/domain/views/cameraCheck.ts';
import { deadlineOf, nextChecks, standingOf } from '../../../../src/lib/domain/views/checkStanding.ts';
import { valueOf, WELS } from '../messages.ts';
import { ANNA, HOUR, MINUTE, NOW, subjectFrom, writerOf } from '../writer.ts';

const MIDNIGHT = Date.parse('2026-11-18T23:00:00.000Z');

/** A check of a studio that began at an instant, and was filed at another. */
function check(
	began: number,
	filedAt?: number,
	{ site = 'WEL', outcome = 'none' }: { site?: string; outcome?: FilingInput['outcome'] } = {}
): CheckView {
	const fact = valueOf(startCheck(writerOf(ANNA, began), { site, mode: 'live', assignee: WELS }));
	const filed =
		filedAt === undefined
			? []
			: [valueOf(fileCheck(writerOf(ANNA, filedAt), subjectFrom(fact), { outcome, summary: 'Ruhig.' }))];
	const view = checkView(subjectFrom(fact, ...filed));
	if (!view) throw new Error('no check');
	return view;
}

describe('S11b the deadline of a camera check', () => {
	test('S11b is the Tageswechsel, or the next check of that studio where that comes first', () => {
		const next = check(NOW + HOUR);
		expect(deadlineOf(MIDNIGHT, undefined)).toEqual({ at: MIDNIGHT, next: undefined });
		expect(deadlineOf(MIDNIGHT, next)).toEqual({ at: NOW + HOUR, next });
		expect(deadlineOf(MIDNIGHT, check(MIDNIGHT))).toEqual({ at: MIDNIGHT, next: undefined });
	});

	test('S11b the next check is one of the same studio that was not started by mistake', () => {
		const first = check(NOW);
		const elsewhere = check(NOW + 1, undefined, { site: 'LNU' });
		const mistake = check(NOW + 2, NOW + 3, { outcome: 'mistake' });
		const second = check(NOW + 4);
		const next = nextChecks([second, mistake, elsewhere, first]);
		expect([...next].map(([id, { id: following }]) => [id, following])).toEqual([
			[mistake.id, second.id],
			[first.id, second.id]
		]);
	});
});

describe('S11b how a camera check stands', () => {
	const deadline = deadlineOf(MIDNIGHT, undefined);

	test.each([
		[MIDNIGHT - 2 * HOUR - 1, { state: 'running', left: 2 * HOUR + 1 }],
		[MIDNIGHT - 2 * HOUR, { state: 'due', left: 2 * HOUR }],
		[MIDNIGHT - 1, { state: 'due', left: 1 }],
		[MIDNIGHT, { state: 'overdue', late: 0 }],
		[MIDNIGHT + 3 * HOUR, { state: 'overdue', late: 3 * HOUR }]
	])('while it is open, at %i', (now, standing) => {
		expect(standingOf(check(NOW - HOUR), deadline, now)).toEqual(standing);
	});

	test('overdue once the next one has begun', () => {
		const first = check(NOW);
		expect(standingOf(first, deadlineOf(MIDNIGHT, check(NOW + MINUTE)), NOW + 2 * MINUTE)).toEqual({
			state: 'overdue',
			late: MINUTE
		});
	});

	test.each([
		[MIDNIGHT, 'none', { state: 'filed' }],
		[MIDNIGHT + MINUTE, 'none', { state: 'filedLate', late: MINUTE }],
		[MIDNIGHT + MINUTE, 'incidents', { state: 'filedLate', late: MINUTE }],
		[MIDNIGHT, 'mistake', { state: 'filed' }],
		[MIDNIGHT + MINUTE, 'mistake', { state: 'filedLate', late: MINUTE }]
	] as const)('filed at %i: %s', (filedAt, outcome, standing) => {
		const filed = check(NOW, filedAt, { outcome });
		for (const now of [NOW, MIDNIGHT, MIDNIGHT + 99 * HOUR])
			expect(standingOf(filed, deadline, now)).toEqual(standing);
	});
});
