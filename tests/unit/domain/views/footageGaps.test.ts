import { expect, test } from 'vitest';
import { fileCheck, startCheck, type FilingInput } from '../../../../src/lib/domain/commands/cameraCheck.ts';
import { checkView, type CheckView } from '../../../../src/lib/domain/views/cameraCheck.ts';
import { footageGaps } from '../../../../src/lib/domain/views/footageGaps.ts';
import { valueOf, WELS } from '../messages.ts';
import { DAY, HOUR, MINUTE, NOW, subjectFrom, writerOf } from '../writer.ts';

const iso = (instant: number) => new Date(instant).toISOString();

/** A check of a recording, in hours before now; open where no outcome is named. */
function seen(from: number, until: number, outcome: FilingInput['outcome'] | 'open' = 'none'): CheckView {
	const fact = valueOf(
		startCheck(writerOf(), {
			site: 'WEL',
			mode: 'recording',
			from: iso(NOW - from * HOUR),
			until: iso(NOW - until * HOUR),
			assignee: WELS
		})
	);
	const input = { outcome: outcome === 'open' ? 'none' : outcome, summary: 'Ruhig.' };
	const filed = outcome === 'open' ? [] : [valueOf(fileCheck(writerOf(), subjectFrom(fact), input))];
	const view = checkView(subjectFrom(fact, ...filed));
	if (!view) throw new Error('no check');
	return view;
}

const gaps = (checks: CheckView[], since = NOW - 7 * DAY) =>
	footageGaps(checks, since).map(({ from, until }) => [(NOW - from) / HOUR, (NOW - until) / HOUR]);

test('S11b what lies between recordings that were looked through was seen by nobody', () => {
	expect(gaps([seen(10, 8), seen(30, 20), seen(18, 12)])).toEqual([
		[20, 18],
		[12, 10]
	]);
});

test('S11b periods that overlap, hold each other, or follow within a quarter of an hour leave no gap', () => {
	expect(gaps([seen(30, 20), seen(28, 25), seen(21, 15), seen(15 - (15 * MINUTE) / HOUR, 10)])).toEqual([]);
	expect(gaps([seen(30, 20), seen(20 - (16 * MINUTE) / HOUR, 10)])).toHaveLength(1);
});

test('S11b an open check and one that was a mistake have shown nothing', () => {
	expect(gaps([seen(30, 20), seen(20, 10, 'open'), seen(20, 10, 'mistake'), seen(10, 5)])).toEqual([
		[20, 10]
	]);
});

test('S11b what ended long ago begins no gap', () => {
	expect(gaps([seen(10 * 24, 9 * 24), seen(30, 20)])).toEqual([]);
	expect(gaps([])).toEqual([]);
});
