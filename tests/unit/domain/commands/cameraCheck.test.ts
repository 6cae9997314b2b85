import { describe, expect, test } from 'vitest';
import { fileCheck, startCheck, type CheckInput } from '../../../../src/lib/domain/commands/cameraCheck.ts';
import { refusalOfShape } from '../../../../src/lib/domain/checkFact.ts';
import { valueOf, WELS } from '../messages.ts';
import { HOUR, NOW, subjectFrom, writerOf } from '../writer.ts';

const iso = (instant: number) => new Date(instant).toISOString();
const live: CheckInput = { site: 'WEL', mode: 'live', assignee: WELS };
const recording: CheckInput = {
	...live,
	mode: 'recording',
	from: iso(NOW - 9 * HOUR),
	until: iso(NOW - HOUR)
};

describe('S11b starting a camera check', () => {
	test.each([
		['live', live],
		['of a recording', recording]
	])('%s', (_what, input) => {
		const check = valueOf(startCheck(writerOf(), input));
		expect(check).toMatchObject({ ...input, type: 'checkStarted' });
		expect(refusalOfShape({ ...check })).toBeUndefined();
	});

	test.each([
		['site', 'missing', { ...live, site: undefined }],
		['site', 'missing', { ...live, site: '' }],
		['assignee', 'missing', { ...live, assignee: undefined }],
		['from', 'missing', { ...recording, from: undefined }],
		['until', 'missing', { ...recording, until: undefined }],
		['until', 'end-before-start', { ...recording, until: iso(NOW - 10 * HOUR) }],
		['until', 'end-before-start', { ...recording, until: recording.from }],
		['from', 'in-the-future', { ...recording, from: iso(NOW + 1), until: iso(NOW + HOUR) }],
		['until', 'in-the-future', { ...recording, until: iso(NOW + HOUR) }],
		['reason', 'too-long', { ...live, reason: 'a'.repeat(10_001) }]
	] as const)('%s: %s', (field, problem, input) => {
		expect(startCheck(writerOf(), input)).toEqual({ ok: false, problems: [{ field, problem }] });
	});

	test('everything that is wrong, in the order of the form', () => {
		const result = startCheck(writerOf(), { mode: 'recording' });
		expect(result.ok ? [] : result.problems.map(({ field }) => field)).toEqual(['site', 'from', 'assignee']);
	});

	test('a live check has no period, and blanks are no reason', () => {
		const check = valueOf(startCheck(writerOf(), { ...recording, mode: 'live', reason: ' \n' }));
		for (const field of ['from', 'until', 'reason']) expect(check).not.toHaveProperty(field);
		expect(valueOf(startCheck(writerOf(), { ...live, reason: ' Stichprobe ' })).reason).toBe('Stichprobe');
	});
});

describe('S11b filing it', () => {
	const check = valueOf(startCheck(writerOf(), live));

	test.each(['none', 'mistake'] as const)('%s needs no summary', (outcome) => {
		const filed = valueOf(fileCheck(writerOf(), subjectFrom(check), { outcome, summary: '' }));
		expect(filed).toMatchObject({ type: 'checkFiled', about: check._id, site: 'WEL', outcome, summary: '' });
		expect(refusalOfShape({ ...filed })).toBeUndefined();
	});

	test.each([
		['incidents', ' \u0000\n', 'missing'],
		['incidents', 'a'.repeat(10_001), 'too-long'],
		['none', 'a'.repeat(10_001), 'too-long']
	] as const)('%s with the summary %.5j…: %s', (outcome, summary, problem) => {
		expect(fileCheck(writerOf(), subjectFrom(check), { outcome, summary })).toEqual({
			ok: false,
			problems: [{ field: 'summary', problem }]
		});
	});

	test.each([-1, 1.5, 10_000, Number.NaN])('%s persons: out of range', (persons) => {
		const input = { outcome: 'incidents', summary: 'Eine Begleitperson.', persons } as const;
		expect(fileCheck(writerOf(), subjectFrom(check), input)).toEqual({
			ok: false,
			problems: [{ field: 'persons', problem: 'out-of-range' }]
		});
	});

	test('the persons who were counted stand in it', () => {
		const input = { outcome: 'none', summary: '', persons: 0 } as const;
		const filed = valueOf(fileCheck(writerOf(), subjectFrom(check), input));
		expect(filed).toMatchObject({ v: 2, persons: 0 });
		expect(refusalOfShape({ ...filed })).toBeUndefined();
	});

	test('R3 filed again, it names the filing that was seen', () => {
		const input = { outcome: 'incidents', summary: ' Eine Begleitperson. ' } as const;
		const first = valueOf(fileCheck(writerOf(), subjectFrom(check), input));
		const second = valueOf(fileCheck(writerOf(), subjectFrom(check, first), input));
		expect(first).toMatchObject({ summary: 'Eine Begleitperson.' });
		expect(second.after).toEqual([first._id]);
	});
});
