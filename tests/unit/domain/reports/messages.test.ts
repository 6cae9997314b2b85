import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInScope, messageReport } from '../../../../src/lib/domain/reports/messages.ts';
import { isViolation } from '../../../../src/lib/domain/views/message.ts';
import { anyMessages, AUTUMN, scopeOf, withdrawnSince, written } from './counted.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('messages counted', () => {
	test('by site and kind, most first', () => {
		const report = messageReport(
			[
				written('2026-11-10T10:00:00.000Z', { site: 'WEL', kind: 'violation' }),
				written('2026-11-11T10:00:00.000Z', { site: 'LNU', kind: 'feedback' }),
				written('2026-11-12T10:00:00.000Z', { site: 'WEL', kind: 'internal' })
			],
			scopeOf(AUTUMN)
		);
		expect(report.total).toBe(3);
		expect(report.kinds).toEqual({ internal: 1, camera: 0, block: 0, violation: 1, feedback: 1 });
		expect(report.sites.map(({ site, total }) => [site, total])).toEqual([
			['WEL', 2],
			['LNU', 1]
		]);
		expect(report.sites[0]?.kinds).toMatchObject({ violation: 1, internal: 1, feedback: 0 });
	});

	test('withdrawn ones are left out', () => {
		const report = messageReport(
			[withdrawnSince('2026-11-10T10:00:00.000Z', { kind: 'violation' })],
			scopeOf(AUTUMN)
		);
		expect(report).toMatchObject({ total: 0, sites: [], rules: [] });
		expect(sum(report.hours)).toBe(0);
	});

	test('of one site alone, where one is asked for', () => {
		const messages = [
			written('2026-11-10T10:00:00.000Z', { site: 'WEL' }),
			written('2026-11-10T10:00:00.000Z', { site: 'LNU' })
		];
		expect(messageReport(messages, scopeOf(AUTUMN, 'LNU')).sites.map(({ site }) => site)).toEqual(['LNU']);
	});

	test('rules are those of violations, within and without camera checks, as they were called last', () => {
		const old = { id: '9.4', name: 'Keine Begleitung' };
		const renamed = { id: '9.4', name: 'Kein Zutritt für Begleitpersonen' };
		const { rules } = messageReport(
			[
				written('2026-11-10T10:00:00.000Z', { kind: 'camera', rule: renamed }),
				written('2026-11-09T10:00:00.000Z', { kind: 'violation', rule: old }),
				written('2026-11-09T10:00:00.000Z', { kind: 'violation', rule: { id: '9.1', name: 'Karte' } }),
				written('2026-11-09T10:00:00.000Z', { kind: 'camera' })
			],
			scopeOf(AUTUMN)
		);
		expect(rules).toEqual([
			{ rule: renamed, count: 2 },
			{ rule: { id: '9.1', name: 'Karte' }, count: 1 }
		]);
	});

	test('hours are those on the clock of the site, of a recording those of the footage', () => {
		const { hours } = messageReport(
			[
				written('2026-11-10T22:15:00.000Z', { site: 'LNU' }),
				written('2026-11-10T22:15:00.000Z', { site: 'LIS' }),
				written('2026-11-10T22:15:00.000Z', { kind: 'camera', footageAt: '2026-11-10T13:32:00.000Z' })
			],
			scopeOf(AUTUMN)
		);
		expect(hours[23]).toBe(1);
		expect(hours[22]).toBe(1);
		expect(hours[14]).toBe(1);
		expect(sum(hours)).toBe(3);
	});

	test('the hour that comes twice in the night of the autumn change counts as one and the same', () => {
		const { hours } = messageReport(
			[written('2026-10-25T00:30:00.000Z'), written('2026-10-25T01:30:00.000Z')],
			scopeOf(AUTUMN)
		);
		expect(hours[2]).toBe(2);
	});

	test('a week ends on Sunday at midnight of the site, though the clocks changed in it', () => {
		const scope = scopeOf({ from: '2026-10-19', until: '2026-11-01' });
		const { weeks } = messageReport(
			[
				written('2026-10-25T22:59:59.000Z', { site: 'LNU' }),
				written('2026-10-25T23:00:00.000Z', { site: 'LNU' }),
				written('2026-10-25T23:00:00.000Z', { site: 'LIS' })
			],
			scope
		);
		expect(weeks).toEqual([
			{ from: '2026-10-19', until: '2026-10-25', count: 2 },
			{ from: '2026-10-26', until: '2026-11-01', count: 1 }
		]);
	});

	test('all sums agree, whatever the messages', () => {
		fc.assert(
			fc.property(anyMessages, fc.constantFrom(undefined, 'LNU', 'LIS'), (messages, site) => {
				const scope = scopeOf(AUTUMN, site);
				const report = messageReport(messages, scope);
				const expected = messages.filter((view) => view.state !== 'withdrawn' && isInScope(view.fact, scope));
				expect(report.total).toBe(expected.length);
				expect(sum(Object.values(report.kinds))).toBe(report.total);
				expect(sum(report.sites.map(({ total }) => total))).toBe(report.total);
				for (const of of report.sites) expect(sum(Object.values(of.kinds))).toBe(of.total);
				expect(sum(report.weeks.map(({ count }) => count))).toBe(report.total);
				expect(sum(report.hours)).toBe(report.total);
				expect(sum(report.rules.map(({ count }) => count))).toBe(expected.filter(isViolation).length);
			}),
			{ numRuns: 60 }
		);
	});

	test('the order in which they come does not matter', () => {
		const shuffled = anyMessages.chain((messages) =>
			fc.tuple(fc.constant(messages), fc.shuffledSubarray(messages, { minLength: messages.length }))
		);
		fc.assert(
			fc.property(shuffled, ([messages, others]) => {
				expect(messageReport(others, scopeOf(AUTUMN))).toEqual(messageReport(messages, scopeOf(AUTUMN)));
			}),
			{ numRuns: 60 }
		);
	});

	test('two periods that follow each other make up the whole', () => {
		fc.assert(
			fc.property(anyMessages, (messages) => {
				const total = (from: string, until: string) =>
					messageReport(messages, scopeOf({ from, until })).total;
				expect(total('2026-10-01', '2026-10-25') + total('2026-10-26', '2026-11-29')).toBe(
					total('2026-10-01', '2026-11-29')
				);
			}),
			{ numRuns: 60 }
		);
	});
});
