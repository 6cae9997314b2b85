import { MESSAGE_KINDS } from '../domain/facts/message.ts';
import { MAX_KEY, MAX_SHORT } from '../domain/limits.ts';
import { addDays, instantOfDayAndClock } from '../domain/time/zone.ts';
import type { ArchiveQuery, ArchiveTerms } from './api/archive.ts';

/** What the archive screen looks for; kept in the address, so that a link finds the same. */
export interface ArchiveFilter extends ArchiveTerms {
	/** First and last day, `yyyy-mm-dd` */
	readonly from: string;
	readonly until: string;
}

/** The filter that an address asks for; what it does not know is left out. */
export function archiveFilterOf(query: URLSearchParams): ArchiveFilter {
	const text = (name: string): string => (query.get(name) ?? '').slice(0, MAX_SHORT);
	return {
		text: text('q'),
		contact: text('contact'),
		site: text('site'),
		kind: MESSAGE_KINDS.find((kind) => kind === query.get('kind')) ?? '',
		from: text('from'),
		until: text('until')
	};
}

/** The address's query for a filter. */
export function archiveQueryOf({ text, ...rest }: ArchiveFilter): string {
	return `?${new URLSearchParams(Object.entries({ q: text, ...rest }).filter(([, value]) => value !== ''))}`;
}

/** What is wrong with the period; undefined where it can be looked for. */
export function periodProblem({ from, until }: ArchiveFilter): 'no-day' | 'end-before-start' | undefined {
	const days = [from, until].filter((day) => day !== '');
	if (days.some((day) => instantOfDayAndClock(day, '00:00', 'UTC') === undefined)) return 'no-day';
	return from !== '' && until !== '' && until < from ? 'end-before-start' : undefined;
}

/** The filter as the server is asked: days as instants in the time zone, the last one included. */
export function askedOf(filter: ArchiveFilter, timeZone: string): ArchiveQuery {
	const startOf = (day: string): string => {
		const instant = day === '' ? undefined : instantOfDayAndClock(day, '00:00', timeZone);
		return instant === undefined ? '' : new Date(instant).toISOString();
	};
	const { text, contact, site, kind, from, until } = filter;
	return {
		text: text.trim().slice(0, MAX_SHORT),
		contact: contact.trim().slice(0, MAX_KEY),
		site,
		kind,
		from: startOf(from),
		until: startOf(until === '' ? '' : addDays(until, 1))
	};
}
