/** The parts of the reports that count messages, in words. */
import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import { daysText } from '$lib/app/reportWords.ts';
import { countText } from '$lib/app/wording.ts';
import { MESSAGE_KINDS } from '$lib/domain/facts/message.ts';
import type { MessageReport } from '$lib/domain/reports/messages.ts';
import { weekNumber } from '$lib/domain/reports/period.ts';
import * as m from '$lib/paraglide/messages.js';
import { kindLabel, kindShort } from '$lib/ui/kinds.ts';
import type { Bar, BarChartData, ReportPart, Series } from '$lib/ui/reports/report.ts';
import { sentenceOf } from './sentences.ts';

const MESSAGES = (): Series => ({ label: m.reports_count(), tone: 'accent', fill: 'plain' });

function chartOf(title: string, layout: BarChartData['layout'], bars: readonly Bar[]): BarChartData {
	const series: [Series] = [MESSAGES()];
	return { layout, series, bars, sentence: sentenceOf(title, bars, series) };
}

export function kindsPart({ kinds, total }: MessageReport): ReportPart {
	const counted = MESSAGE_KINDS.map((kind) => ({ kind, count: kinds[kind] }));
	const title = m.reports_kinds();
	const bars = counted.map(({ kind, count }) => ({
		key: kind,
		label: kindShort(kind),
		values: [count],
		tone: kind
	}));
	return {
		id: 'kinds',
		title,
		empty: m.reports_none(),
		table: {
			caption: m.reports_kinds_caption(),
			columns: [m.reports_kind(), m.reports_count()],
			rows: counted.map(({ kind, count }) => ({ key: kind, cells: [kindLabel(kind), count] })),
			total: [m.reports_sum(), total]
		},
		chart: chartOf(title, 'rows', bars)
	};
}

/** Sites without messages stand there too: nothing is something to know. */
export function sitesPart(app: Dienstbuch, { sites, kinds, total }: MessageReport): ReportPart {
	const title = m.reports_sites();
	const silent = app.directory.sites.filter(({ id }) => !sites.some(({ site }) => site === id));
	const named = (id: string) => app.directory.siteName(id);
	return {
		id: 'sites',
		title,
		empty: m.reports_none(),
		table: {
			caption: m.reports_sites_caption(),
			columns: [m.common_site(), ...MESSAGE_KINDS.map(kindShort), m.reports_sum()],
			rows: [
				...sites.map((counted) => ({
					key: counted.site,
					cells: [named(counted.site), ...MESSAGE_KINDS.map((kind) => counted.kinds[kind]), counted.total]
				})),
				...silent.map(({ id, name }) => ({ key: id, cells: [name, ...MESSAGE_KINDS.map(() => 0), 0] }))
			],
			total: [m.reports_sum(), ...MESSAGE_KINDS.map((kind) => kinds[kind]), total]
		},
		chart: chartOf(
			title,
			'rows',
			sites.map(({ site, total: count }) => ({ key: site, label: named(site), values: [count] }))
		)
	};
}

export function weeksPart({ weeks, total }: MessageReport): ReportPart {
	const title = m.reports_weeks();
	const named = weeks.map(({ from, until, count }) => ({
		from,
		number: String(weekNumber(from)),
		week: m.reports_week_number({ week: String(weekNumber(from)) }),
		days: daysText(from, until),
		count
	}));
	return {
		id: 'weeks',
		title,
		empty: m.reports_none(),
		table: {
			caption: m.reports_weeks_caption(),
			columns: [m.reports_week(), m.reports_days(), m.reports_count()],
			// What is new stands at the top; the chart goes on to the right (LOOK).
			rows: named.toReversed().map(({ from, week, days, count }) => ({
				key: from,
				cells: [week, days, count]
			})),
			total: [m.reports_sum(), '', total]
		},
		chart: chartOf(
			title,
			'columns',
			named.map(({ from, number, week, count }) => ({
				key: from,
				label: week,
				tick: number,
				values: [count]
			}))
		)
	};
}

export function rulesPart({ rules }: MessageReport): ReportPart {
	const title = m.reports_rules();
	const series: [Series] = [{ label: m.reports_violations(), tone: 'violation', fill: 'plain' }];
	const named = rules.map(({ rule, count }) => ({
		key: rule?.id ?? '',
		name: rule ? `${rule.id} ${rule.name}` : m.reports_no_rule(),
		count
	}));
	const bars = named.map(({ key, name, count }) => ({ key, label: name, values: [count] }));
	return {
		id: 'rules',
		title,
		empty: m.reports_rules_empty(),
		table: {
			caption: m.reports_rules_caption(),
			columns: [m.reports_rule(), m.reports_violations()],
			rows: named.map(({ key, name, count }) => ({ key, cells: [name, count] })),
			total: [m.reports_sum(), rules.reduce((sum, { count }) => sum + count, 0)]
		},
		chart: { layout: 'rows', series, bars, sentence: sentenceOf(title, bars, series) }
	};
}

export function hoursPart({ hours, total }: MessageReport): ReportPart {
	const title = m.reports_hours();
	const spans = hours.map((count, hour) => ({
		key: String(hour),
		span: m.reports_hour_span({ from: String(hour), until: String(hour + 1) }),
		count
	}));
	return {
		id: 'hours',
		title,
		empty: m.reports_none(),
		table: {
			caption: m.reports_hours_caption(),
			columns: [m.reports_hour(), m.reports_count()],
			rows: spans.map(({ key, span, count }) => ({ key, cells: [span, count] })),
			total: [m.reports_sum(), total]
		},
		chart: chartOf(
			title,
			'columns',
			spans.map(({ key, span, count }, hour) => ({
				key,
				label: span,
				tick: hour % 3 === 0 ? key : '',
				values: [count]
			}))
		)
	};
}

/** "412 Mitteilungen" */
export function totalText(count: number): string {
	if (count === 0) return m.reports_total_none();
	return count === 1 ? m.reports_total_one() : m.reports_total({ count: countText(count) });
}
