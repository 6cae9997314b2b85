import { describe, expect, test } from 'vitest';
import {
	periodOf,
	periodProblems,
	reportFilterOf,
	reportQueryOf,
	type ReportFilter
} from '../../../src/lib/app/reportFilter.ts';

const asked = (query: string): ReportFilter => reportFilterOf(new URLSearchParams(query));

describe('what an address asks the reports for', () => {
	test('is the same after it was written into another address', () => {
		for (const query of [
			'?period=7-days',
			'?period=12-months&site=WEL',
			'?from=2026-10-01&until=2026-10-31&site=LNU',
			'?from=&until=2026-10-31'
		]) {
			expect(reportQueryOf(asked(query))).toBe(query);
		}
	});

	test('without anything it is 30 days and all sites', () => {
		expect(asked('')).toEqual({ period: '30-days', from: '', until: '', site: '' });
		expect(asked('?period=forever')).toEqual(asked(''));
	});

	test('days that are none, that end before they start, or too many, are said by field', () => {
		const problems = (query: string) =>
			periodProblems(asked(query)).map(({ field, problem }) => `${field} ${problem}`);
		expect(problems('?from=2026-10-01&until=2026-10-01')).toEqual([]);
		expect(problems('?from=2026-02-30&until=x')).toEqual(['from missing', 'until missing']);
		expect(problems('?from=2026-10-02&until=2026-10-01')).toEqual(['until end-before-start']);
		expect(problems('?from=2024-10-01&until=2026-10-01')).toEqual([]);
		expect(problems('?from=2024-10-01&until=2026-10-02')).toEqual(['until too-long']);
		expect(problems('?from=275760-01-01&until=2026-10-02')).toEqual(['from missing']);
		expect(problems('?period=7-days&from=x')).toEqual([]);
	});

	test('is a period, or none where what was typed is none', () => {
		expect(periodOf(asked('?period=7-days'), '2026-11-24')).toEqual({
			from: '2026-11-18',
			until: '2026-11-24'
		});
		expect(periodOf(asked('?from=2026-10-01&until=2026-10-31'), '2026-11-24')).toEqual({
			from: '2026-10-01',
			until: '2026-10-31'
		});
		expect(periodOf(asked('?from=2026-10-01&until=2026-09-31'), '2026-11-24')).toBeUndefined();
	});
});
