import { PERIODS, periodUntil, type Period, type PeriodName } from '../domain/reports/period.ts';
import { addDays } from '../domain/time/zone.ts';

/** What the reports speak of; kept in the address, so that a link shows the same. */
export interface ReportFilter {
	/** `range`: from one day to another */
	readonly period: PeriodName | 'range';
	/** Days (`yyyy-mm-dd`) of a range; as typed, so perhaps none */
	readonly from: string;
	readonly until: string;
	/** Id of a site; empty for all */
	readonly site: string;
}

/** What is wrong with a day of a range. */
export interface PeriodProblem {
	readonly field: 'from' | 'until';
	readonly problem: 'missing' | 'end-before-start' | 'too-long';
}

/** Of two years every week still has a line of its own. */
const LONGEST = 731;

const DAY = /^[12]\d{3}-\d\d-\d\d$/;

function isDay(text: string): boolean {
	return DAY.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

/** The filter that an address asks for; what it does not know is left out. */
export function reportFilterOf(query: URLSearchParams): ReportFilter {
	const named = PERIODS.find((name) => name === query.get('period'));
	const range = !named && (query.has('from') || query.has('until'));
	return {
		period: range ? 'range' : (named ?? '30-days'),
		from: range ? (query.get('from') ?? '') : '',
		until: range ? (query.get('until') ?? '') : '',
		site: query.get('site') ?? ''
	};
}

/** The address's query for a filter. */
export function reportQueryOf({ period, from, until, site }: ReportFilter): string {
	const query = new URLSearchParams(period === 'range' ? { from, until } : { period });
	if (site !== '') query.set('site', site);
	return `?${query.toString()}`;
}

/** What is wrong with the days of a range, by field; empty where they are a period. */
export function periodProblems({ period, from, until }: ReportFilter): PeriodProblem[] {
	if (period !== 'range') return [];
	const missing = (['from', 'until'] as const).filter((field) => !isDay({ from, until }[field]));
	if (missing.length > 0) return missing.map((field) => ({ field, problem: 'missing' as const }));
	if (until < from) return [{ field: 'until', problem: 'end-before-start' }];
	return addDays(from, LONGEST) <= until ? [{ field: 'until', problem: 'too-long' }] : [];
}

/** The days that the filter asks for; undefined where they are none. @param today `yyyy-mm-dd` */
export function periodOf(filter: ReportFilter, today: string): Period | undefined {
	if (filter.period !== 'range') return periodUntil(filter.period, today);
	return periodProblems(filter).length === 0 ? { from: filter.from, until: filter.until } : undefined;
}
