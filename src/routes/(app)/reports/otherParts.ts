/** The parts of the reports that count camera checks, customers and promotions, in words. */
import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import { dateText } from '$lib/app/wording.ts';
import { CHECK_OUTCOMES, type CheckOutcome, type StudioOutcomes } from '$lib/domain/reports/checks.ts';
import type { Offender } from '$lib/domain/reports/offenders.ts';
import type { PromotionCount } from '$lib/domain/reports/promotions.ts';
import { listName } from '$lib/domain/directory.ts';
import { dayOf } from '$lib/domain/time/zone.ts';
import * as m from '$lib/paraglide/messages.js';
import type { ReportPart, Series } from '$lib/ui/reports/report.ts';
import { sentenceOf } from './sentences.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const OUTCOMES: Record<CheckOutcome, () => Series> = {
	onTime: () => ({ label: m.reports_on_time(), tone: 'success', fill: 'plain' }),
	late: () => ({ label: m.reports_late(), tone: 'camera', fill: 'hatched' }),
	overdue: () => ({ label: m.reports_overdue(), tone: 'block', fill: 'dotted' }),
	open: () => ({ label: m.reports_open(), tone: 'internal', fill: 'hatched' })
};

/** Camera checks in time and late, by studio (S11b). */
export function checksPart(app: Dienstbuch, studios: readonly StudioOutcomes[]): ReportPart {
	const title = m.reports_checks();
	const series = CHECK_OUTCOMES.map((outcome) => OUTCOMES[outcome]()) as [Series, ...Series[]];
	const counts = studios.map(({ site, outcomes, total }) => ({
		site,
		name: app.directory.siteName(site),
		values: CHECK_OUTCOMES.map((outcome) => outcomes[outcome]),
		total
	}));
	const bars = counts.map(({ site, name, values }) => ({ key: site, label: name, values }));
	return {
		id: 'checks',
		title,
		empty: m.reports_checks_empty(),
		table: {
			caption: m.reports_checks_caption(),
			columns: [m.reports_studio(), ...series.map(({ label }) => label), m.reports_sum()],
			rows: counts.map(({ site, name, values, total }) => ({ key: site, cells: [name, ...values, total] })),
			total: [
				m.reports_sum(),
				...series.map((_, at) => sum(counts.map(({ values }) => values[at] ?? 0))),
				sum(counts.map(({ total }) => total))
			]
		},
		chart: { layout: 'rows', series, bars, sentence: sentenceOf(title, bars, series) }
	};
}

/** Customers who broke the rules more than once; each leads to their own screen. */
export function offendersPart(app: Dienstbuch, offenders: readonly Offender[], ofSite: boolean): ReportPart {
	return {
		id: 'offenders',
		title: m.reports_offenders(),
		empty: m.reports_offenders_empty(),
		table: {
			caption: ofSite ? m.reports_offenders_caption_site() : m.reports_offenders_caption(),
			columns: [
				m.reports_contact(),
				m.reports_contact_id(),
				m.reports_home_site(),
				m.reports_violations(),
				m.reports_latest()
			],
			rows: offenders.map(({ contact: id, name, violations, latest, sites }) => {
				const contact = app.directory.contact(id);
				return {
					key: id,
					href: `/contact/${encodeURIComponent(id)}`,
					cells: [
						(contact && listName(contact)) || name,
						id,
						app.directory.siteName(contact?.site ?? sites[0] ?? ''),
						violations,
						dateText(dayOf(Date.parse(latest), app.directory.settings.timeZone))
					]
				};
			})
		}
	};
}

/** What came of the Werbemodul (S14). */
export function promotionsPart(promotions: readonly PromotionCount[]): ReportPart {
	const title = m.reports_promotions();
	const series: [Series, ...Series[]] = [
		{ label: m.reports_interested(), tone: 'success', fill: 'plain' },
		{ label: m.reports_offered(), tone: 'internal', fill: 'dotted' },
		{ label: m.reports_declined(), tone: 'camera', fill: 'hatched' }
	];
	const bars = promotions.map(({ promotion, interested, offered, declined }) => ({
		key: promotion.id,
		label: promotion.name,
		values: [interested, offered, declined]
	}));
	return {
		id: 'promotions',
		title,
		empty: m.reports_promotions_empty(),
		table: {
			caption: m.reports_promotions_caption(),
			columns: [m.reports_promotion(), ...series.map(({ label }) => label), m.reports_customers()],
			rows: bars.map(({ key, label, values }) => ({ key, cells: [label, ...values, sum(values)] }))
		},
		chart: { layout: 'rows', series, bars, sentence: sentenceOf(title, bars, series) }
	};
}
