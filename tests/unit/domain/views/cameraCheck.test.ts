import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileCheck, startCheck } from '../../../../src/lib/domain/commands/cameraCheck.ts';
import { foldSubject } from '../../../../src/lib/domain/fold.ts';
import { deadlineOf, standingOf } from '../../../../src/lib/domain/views/checkStanding.ts';
import { checkView } from '../../../../src/lib/domain/views/cameraCheck.ts';
import { shuffledAndDoubled } from '../histories.ts';
import { messageFact, valueOf, WELS } from '../messages.ts';
import { ANNA, BERND, HOUR, MINUTE, NOW, subjectFrom, writerOf } from '../writer.ts';

const check = valueOf(startCheck(writerOf(), { site: 'WEL', mode: 'live', assignee: WELS }));
const file = (author: typeof ANNA, at: number, summary: string) =>
	valueOf(fileCheck(writerOf(author, at), subjectFrom(check), { outcome: 'incidents', summary }));

describe('the camera check as the screens show it', () => {
	test('S11b runs until it is filed; anyone on duty may', () => {
		expect(checkView(subjectFrom(check))).toEqual({
			id: check._id,
			fact: check,
			site: 'WEL',
			startedBy: ANNA,
			assignee: WELS,
			state: 'running',
			filed: undefined,
			filings: [],
			firstFiled: undefined
		});
		const filed = file(BERND, NOW + 1, 'Eine Begleitperson.');
		expect(checkView(subjectFrom(check, filed))).toMatchObject({ state: 'filed', filed });
	});

	test('R4 filed by two at once: both stay, the later is shown', () => {
		const [later, earlier] = [file(ANNA, NOW + 2, 'B'), file(BERND, NOW + 1, 'A')];
		const subject = subjectFrom(check, later, earlier);
		expect(checkView(subject)?.filed).toEqual(later);
		expect(subject.facts).toHaveLength(3);
	});

	test('R7 shows nothing before its beginning has arrived, nor of a message', () => {
		expect(checkView(undefined)).toBeUndefined();
		expect(checkView(foldSubject(check._id, [file(ANNA, NOW, 'A')]))).toBeUndefined();
		expect(checkView(subjectFrom(messageFact()))).toBeUndefined();
	});

	test('R10 filed by two without network: the later is shown, the earlier counts for the deadline', () => {
		const midnight = NOW + HOUR;
		const [earlier, later] = [file(ANNA, midnight - MINUTE, 'A'), file(BERND, midnight + MINUTE, 'B')];
		const view = checkView(subjectFrom(check, later, earlier));
		expect([view?.filed, view?.firstFiled, view?.filings]).toEqual([later, earlier, [earlier, later]]);
		expect(view && standingOf(view, deadlineOf(midnight, undefined), midnight + HOUR)).toEqual({
			state: 'filed'
		});
	});

	test('R10 a filing that knew of another is not the first, however wrong its clock', () => {
		const first = file(ANNA, NOW + HOUR, 'A');
		const known = subjectFrom(check, first);
		const second = valueOf(fileCheck(writerOf(BERND, NOW - HOUR), known, { outcome: 'none', summary: 'B' }));
		const view = checkView(subjectFrom(check, second, first));
		expect([view?.filed, view?.firstFiled]).toEqual([second, first]);
	});

	test('R10 another filing never makes a check late, in whatever order they arrive', () => {
		const times = fc.uniqueArray(fc.integer({ min: -600, max: 600 }), { minLength: 1, maxLength: 6 });
		const arrivals = times.chain((minutes) => {
			const filings = minutes.map((minute) => file(ANNA, NOW + minute * MINUTE, String(minute)));
			return fc.tuple(fc.constant(Math.min(...minutes)), shuffledAndDoubled(filings));
		});
		fc.assert(
			fc.property(arrivals, fc.integer({ min: -600, max: 600 }), ([earliest, filings], deadline) => {
				const view = checkView(subjectFrom(check, ...filings));
				const standing =
					view && standingOf(view, deadlineOf(NOW + deadline * MINUTE, undefined), NOW + 99 * HOUR);
				expect(standing?.state).toBe(earliest > deadline ? 'filedLate' : 'filed');
			})
		);
	});
});
