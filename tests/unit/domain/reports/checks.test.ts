import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileCheck, startCheck, type FilingInput } from '../../../../src/lib/domain/commands/cameraCheck.ts';
import { foldSubject } from '../../../../src/lib/domain/fold.ts';
import { checkReport } from '../../../../src/lib/domain/reports/checks.ts';
import type { Scope } from '../../../../src/lib/domain/reports/messages.ts';
import { checkView, type CheckView } from '../../../../src/lib/domain/views/cameraCheck.ts';
import { deadlineOf, standingOf } from '../../../../src/lib/domain/views/checkStanding.ts';
import { nextDayChange } from '../../../../src/lib/domain/time/dutyDay.ts';
import { valueOf, WELS } from '../messages.ts';
import { ANNA, HOUR, writerOf } from '../writer.ts';
import { AUTUMN, scopeOf } from './counted.ts';

const NOW = Date.parse('2026-11-24T10:00:00.000Z');

function began(
	at: string,
	site: string,
	filedAt?: string,
	outcome: FilingInput['outcome'] = 'none'
): CheckView {
	const start = valueOf(
		startCheck(writerOf(ANNA, Date.parse(at)), { site, mode: 'live', assignee: WELS, reason: 'Rundgang' })
	);
	const subject = foldSubject(start._id, [start]);
	const filing = filedAt
		? [valueOf(fileCheck(writerOf(ANNA, Date.parse(filedAt)), subject, { outcome, summary: 'Ruhig.' }))]
		: [];
	const view = checkView(foldSubject(start._id, [start, ...filing]));
	if (!view) throw new Error('no check');
	return view;
}

const report = (checks: readonly CheckView[], scope: Scope = scopeOf(AUTUMN)) =>
	checkReport(
		checks.map((check) => {
			const end = nextDayChange(Date.parse(check.fact.at), undefined, scope.timeZoneOf(check.site));
			return { check, standing: standingOf(check, deadlineOf(end, undefined), NOW) };
		}),
		scope
	);

describe('S11b camera checks counted by studio', () => {
	test('filed in time, late, overdue, and still open', () => {
		expect(
			report([
				began('2026-11-10T19:00:00.000Z', 'WEL', '2026-11-10T22:59:00.000Z'),
				began('2026-11-11T19:00:00.000Z', 'WEL', '2026-11-11T23:01:00.000Z'),
				began('2026-11-12T19:00:00.000Z', 'WEL'),
				began('2026-11-24T09:00:00.000Z', 'LNU')
			])
		).toEqual([
			{ site: 'WEL', total: 3, outcomes: { onTime: 1, late: 1, overdue: 1, open: 0 } },
			{ site: 'LNU', total: 1, outcomes: { onTime: 0, late: 0, overdue: 0, open: 1 } }
		]);
	});

	test('what was started by mistake is none, unless nobody said so in time', () => {
		expect(report([began('2026-11-10T19:00:00.000Z', 'WEL', '2026-11-10T19:05:00.000Z', 'mistake')])).toEqual(
			[]
		);
		expect(report([began('2026-11-10T19:00:00.000Z', 'WEL', '2026-11-12T10:00:00.000Z', 'mistake')])).toEqual(
			[{ site: 'WEL', total: 1, outcomes: { onTime: 0, late: 1, overdue: 0, open: 0 } }]
		);
	});

	test('of the period and the site that are asked for', () => {
		const checks = [
			began('2026-09-30T21:59:59.000Z', 'LNU', '2026-10-01T10:00:00.000Z'),
			began('2026-09-30T22:00:00.000Z', 'LNU', '2026-10-01T10:00:00.000Z'),
			began('2026-10-01T10:00:00.000Z', 'WEL', '2026-10-01T11:00:00.000Z')
		];
		expect(report(checks).map(({ site, total }) => [site, total])).toEqual([
			['LNU', 1],
			['WEL', 1]
		]);
		expect(report(checks, scopeOf(AUTUMN, 'WEL')).map(({ site }) => site)).toEqual(['WEL']);
	});

	test('sums agree, and the order in which the checks come does not matter', () => {
		const check = fc
			.record({
				day: fc.integer({ min: 1, max: 23 }),
				site: fc.constantFrom('LNU', 'WEL', 'LIS'),
				took: fc.nat(48)
			})
			.map(({ day, site, took }) => {
				const at = `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`;
				const filed = new Date(Date.parse(at) + took * HOUR).toISOString();
				return began(at, site, took === 0 ? undefined : filed);
			});
		const shuffled = fc
			.array(check, { maxLength: 10 })
			.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
		fc.assert(
			fc.property(shuffled, ([all, others]) => {
				const counted = report(all);
				expect(report(others)).toEqual(counted);
				expect(counted.reduce((sum, { total }) => sum + total, 0)).toBe(all.length);
				for (const { total, outcomes } of counted)
					expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(total);
			}),
			{ numRuns: 60 }
		);
	});
});
