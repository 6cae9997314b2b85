import type { CheckAtHand } from './checkStandings.ts';

/** How the checks of the list stand. `filed` holds those that were filed late too. */
export const CHECK_STATES = ['open', 'overdue', 'late', 'filed'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** Days back that the list can be limited to. */
export const CHECK_DAYS = ['1', '7', '30', '90'] as const;

export const CHECK_MODES = ['live', 'recording'] as const;

/** What the list of camera checks shows; kept in the address, so that a link shows the same. '' is no limit. */
export interface CheckFilter {
	/** A studio's id. Not `site`: that one of an address begins a check there */
	readonly studio: string;
	readonly state: CheckState | '';
	readonly mode: 'live' | 'recording' | '';
	readonly days: (typeof CHECK_DAYS)[number] | '';
}

function oneOf<Value extends string>(values: readonly Value[], value: string | null): Value | '' {
	return values.find((one) => one === value) ?? '';
}

/** A list that is not narrowed. */
export const NO_CHECK_FILTER: CheckFilter = { studio: '', state: '', mode: '', days: '' };

/** The filter that an address asks for; what it does not know is left out. */
export function checkFilterOf(query: URLSearchParams): CheckFilter {
	return {
		studio: query.get('studio') ?? '',
		state: oneOf(CHECK_STATES, query.get('state')),
		mode: oneOf(CHECK_MODES, query.get('mode')),
		days: oneOf(CHECK_DAYS, query.get('days'))
	};
}

/** The address's query for a filter. */
export function checkQueryOf(filter: CheckFilter): string {
	const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
	return `?${query.toString()}`;
}

/** True where the list shows the check. @param now ms since 1970, UTC */
export function fitsFilter({ check, standing }: CheckAtHand, filter: CheckFilter, now: number): boolean {
	return (
		(filter.studio === '' || check.site === filter.studio) &&
		(filter.mode === '' || check.fact.mode === filter.mode) &&
		(filter.days === '' || Date.parse(check.fact.at) > now - Number(filter.days) * 86_400_000) &&
		(filter.state === '' || STATES[filter.state].includes(standing.state))
	);
}

const STATES: Record<CheckState, readonly CheckAtHand['standing']['state'][]> = {
	open: ['running', 'due', 'overdue'],
	overdue: ['overdue'],
	late: ['filedLate'],
	filed: ['filed', 'filedLate']
};
