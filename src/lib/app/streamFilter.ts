import type { Assignee } from '../domain/facts/fields.ts';
import { MESSAGE_KINDS, type MessageKind } from '../domain/facts/message.ts';
import type { MessageView } from '../domain/views/message.ts';
import { addDays, instantOfDayAndClock } from '../domain/time/zone.ts';

export const STATES = ['open', 'done', 'information', 'withdrawn'] as const satisfies MessageView['state'][];
export const PERIODS = ['today', 'yesterday', '7-days', '30-days', 'dates'] as const;
/** `dates`: from one day to another */
export type Period = (typeof PERIODS)[number];

/** What the stream on Start shows; kept in the address, so that a link shows the same. Empty where nothing is asked for. */
export interface StreamFilter {
	readonly kinds: readonly MessageKind[];
	/** Site's id */
	readonly site: string;
	readonly state: MessageView['state'] | '';
	/** As `assigneeKey` gives it, or `me` */
	readonly assignee: string;
	readonly period: Period | '';
	/** `yyyy-mm-dd`, of the period `dates` alone */
	readonly from: string;
	readonly until: string;
	/** Only what is new since the last duty */
	readonly fresh: boolean;
}

/** The filter that shows everything. */
export const NO_FILTER: StreamFilter = {
	kinds: [],
	site: '',
	state: '',
	assignee: '',
	period: '',
	from: '',
	until: '',
	fresh: false
};

const isDay = (text: string | null): text is string =>
	text !== null && instantOfDayAndClock(text, '00:00', 'UTC') !== undefined;

/** The filter that an address asks for; what it does not know, or what is no day, is left out. */
export function filterOf(query: URLSearchParams, isSite: (id: string) => boolean): StreamFilter {
	const kinds = query.getAll('kind');
	const [site, state, period] = ['site', 'state', 'period'].map((name) => query.get(name) ?? '');
	const assignee = query.get('assignee') ?? '';
	const from = query.get('from');
	const until = query.get('until');
	const known = PERIODS.find((one) => one === period) ?? '';
	return {
		kinds: MESSAGE_KINDS.filter((kind) => kinds.includes(kind)),
		site: site !== undefined && isSite(site) ? site : '',
		state: STATES.find((one) => one === state) ?? '',
		assignee: /^(me|(person|office|lead):.{1,64})$/u.test(assignee) ? assignee : '',
		period: known,
		from: known === 'dates' && isDay(from) ? from : '',
		until: known === 'dates' && isDay(until) ? until : '',
		fresh: query.get('new') === '1'
	};
}

/** The address's query for a filter. */
export function queryOf({ kinds, site, state, assignee, period, from, until, fresh }: StreamFilter): string {
	const query = new URLSearchParams(kinds.map((kind) => ['kind', kind]));
	const values = { site, state, assignee, period, from, until, new: fresh ? '1' : '' };
	for (const [name, value] of Object.entries(values)) if (value !== '') query.set(name, value);
	return `?${query.toString()}`;
}

/** How many of its parts are set. */
export function countOf({ kinds, site, state, assignee, period, fresh }: StreamFilter): number {
	return (
		kinds.length + [site, state, assignee, period].filter((value) => value !== '').length + (fresh ? 1 : 0)
	);
}

/** From one instant until before another (ISO 8601, UTC); empty where there is no such end. */
export interface Bounds {
	readonly from: string;
	readonly until: string;
}

/**
 * The instants between which a message of the filter's period was written.
 * @param today `yyyy-mm-dd` in the zone
 */
export function boundsOf({ period, from, until }: StreamFilter, today: string, timeZone: string): Bounds {
	const begins = (day: string): string => {
		const instant = day === '' ? undefined : instantOfDayAndClock(day, '00:00', timeZone);
		return instant === undefined ? '' : new Date(instant).toISOString();
	};
	const days = (first: string, last: string): Bounds => ({
		from: begins(first),
		until: last === '' ? '' : begins(addDays(last, 1))
	});
	switch (period) {
		case '':
			return { from: '', until: '' };
		case 'today':
			return days(today, today);
		case 'yesterday':
			return days(addDays(today, -1), addDays(today, -1));
		case '7-days':
			return days(addDays(today, -6), today);
		case '30-days':
			return days(addDays(today, -29), today);
		case 'dates':
			return days(from, until);
	}
}

/** Whether the assignee is the one that the filter asks for. @param isMine whether the person on duty sees to it */
export function fitsAssignee(
	assignee: Assignee | undefined,
	wanted: string,
	isMine: (assignee: Assignee) => boolean
): boolean {
	if (wanted === '') return true;
	if (assignee === undefined) return false;
	return wanted === 'me' ? isMine(assignee) : wanted === `${assignee.kind}:${assignee.id}`;
}
