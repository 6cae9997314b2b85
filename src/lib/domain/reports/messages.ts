import type { Named } from '../facts/fields.ts';
import { MESSAGE_KINDS, type MessageKind } from '../facts/message.ts';
import { dayOf, localTimeOf } from '../time/zone.ts';
import { isViolation, type MessageView } from '../views/message.ts';
import { isWithin, mondayOf, weeksOf, type Period } from './period.ts';
import { greatestFirst, grouped, Tally } from './tally.ts';

/** What a report speaks of. */
export interface Scope {
	readonly period: Period;
	/** Id of the one site that it is about; undefined for all */
	readonly site: string | undefined;
	/** The zone in which a site reads clock and calendar (IANA) */
	readonly timeZoneOf: (site: string) => string;
}

export interface SiteCount {
	readonly site: string;
	readonly total: number;
	readonly kinds: Readonly<Record<MessageKind, number>>;
}

export interface WeekCount extends Period {
	readonly count: number;
}

export interface RuleCount {
	/** As it was called last; undefined for violations of no rule in particular */
	readonly rule: Named | undefined;
	readonly count: number;
}

/** Messages counted. Withdrawn ones are left out. Nothing here tells one employee from another (DESIGN § 6). */
export interface MessageReport {
	readonly total: number;
	readonly kinds: Readonly<Record<MessageKind, number>>;
	/** Sites with messages, most first */
	readonly sites: readonly SiteCount[];
	/** All weeks of the period, earliest first */
	readonly weeks: readonly WeekCount[];
	/** Violations alone (DESIGN § 7.4), most first */
	readonly rules: readonly RuleCount[];
	/** 24 counts, by the hour on the site's clock at which it happened: in recordings that of the footage */
	readonly hours: readonly number[];
}

/** True where the report speaks of something that happened at that site and instant (ISO 8601, UTC). */
export function isInScope({ site, at }: { site: string; at: string }, scope: Scope): boolean {
	if (scope.site !== undefined && site !== scope.site) return false;
	return isWithin(Date.parse(at), scope.period, scope.timeZoneOf(site));
}

/** Counts messages. The order in which they come does not matter. */
export function messageReport(messages: Iterable<MessageView>, scope: Scope): MessageReport {
	const counted = [...messages].filter((view) => view.state !== 'withdrawn' && isInScope(view.fact, scope));
	return {
		total: counted.length,
		kinds: kindsOf(counted),
		sites: sitesOf(counted),
		weeks: weekCounts(counted, scope),
		rules: rulesOf(counted.filter(isViolation)),
		hours: hoursOf(counted, scope)
	};
}

function kindsOf(messages: readonly MessageView[]): Record<MessageKind, number> {
	const tally = new Tally<MessageKind>();
	for (const { fact } of messages) tally.add(fact.kind);
	return Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, tally.of(kind)])) as Record<
		MessageKind,
		number
	>;
}

function sitesOf(messages: readonly MessageView[]): SiteCount[] {
	const bySite = grouped(messages, ({ fact }) => fact.site);
	return [...bySite]
		.map(([site, here]) => ({ site, total: here.length, kinds: kindsOf(here) }))
		.sort(
			greatestFirst(
				({ total }) => total,
				({ site }) => site
			)
		);
}

function weekCounts(messages: readonly MessageView[], { period, timeZoneOf }: Scope): WeekCount[] {
	const tally = new Tally<string>();
	for (const { fact } of messages) tally.add(mondayOf(dayOf(Date.parse(fact.at), timeZoneOf(fact.site))));
	return weeksOf(period).map((week) => ({ ...week, count: tally.of(mondayOf(week.from)) }));
}

function rulesOf(violations: readonly MessageView[]): RuleCount[] {
	const byRule = grouped(violations, ({ fact }) => fact.rule?.id);
	return [...byRule.values()]
		.map((broken) => ({ rule: latestOf(broken)?.fact.rule, count: broken.length }))
		.sort(
			greatestFirst(
				({ count }) => count,
				({ rule }) => rule?.id ?? ''
			)
		);
}

function latestOf(messages: readonly MessageView[]): MessageView | undefined {
	return messages.reduce((latest, message) => (message.id > latest.id ? message : latest));
}

function hoursOf(messages: readonly MessageView[], { timeZoneOf }: Scope): number[] {
	const tally = new Tally<number>();
	for (const { fact } of messages) {
		tally.add(localTimeOf(Date.parse(fact.footageAt ?? fact.at), timeZoneOf(fact.site)).hour);
	}
	return Array.from({ length: 24 }, (_, hour) => tally.of(hour));
}
