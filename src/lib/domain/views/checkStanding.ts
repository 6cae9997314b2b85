import type { CheckView } from './cameraCheck.ts';

/** By when a camera check is to be filed (S11b): by the Tageswechsel or before the next check of that studio, whichever comes first. */
export interface CheckDeadline {
	/** ms since 1970, UTC */
	readonly at: number;
	/** The check that was begun at that studio while this one was open; undefined where the Tageswechsel comes first */
	readonly next: CheckView | undefined;
}

/** How a camera check stands at an instant. Times in ms. */
export type CheckStanding =
	/** There is time to file it: `left`. `due`: not much */
	| { readonly state: 'running' | 'due'; readonly left: number }
	/** It should have been filed; `late` is how long ago */
	| { readonly state: 'overdue'; readonly late: number }
	| { readonly state: 'filed' }
	| { readonly state: 'filedLate'; readonly late: number };

/** So long before its deadline a check is due: time enough to be told, ms. */
const DUE_BEFORE = 2 * 3_600_000;

/** A check that was started by mistake is none, neither for the deadline of another nor for the footage that was seen. */
export function isMistake(check: CheckView): boolean {
	return check.filed?.outcome === 'mistake';
}

/**
 * For each check the next one of its studio, by the id of the former. One that was started by mistake is no next one.
 * @param checks newest first
 */
export function nextChecks(checks: readonly CheckView[]): Map<string, CheckView> {
	const next = new Map<string, CheckView>();
	const latest = new Map<string, CheckView>();
	for (const check of checks) {
		const following = latest.get(check.site);
		if (following) next.set(check.id, following);
		if (!isMistake(check)) latest.set(check.site, check);
	}
	return next;
}

/**
 * @param dayChange the Tageswechsel that ends the working day on which the check was started, ms since 1970, UTC
 * @param next the next check of that studio, if there is one
 */
export function deadlineOf(dayChange: number, next: CheckView | undefined): CheckDeadline {
	const began = next ? Date.parse(next.fact.at) : Infinity;
	return began < dayChange ? { at: began, next } : { at: dayChange, next: undefined };
}

/**
 * How the check stands at `now` (ms since 1970, UTC; rule R8). It is late by its first filing (rule R10). One that was started by mistake is late
 * too where nobody said so in time: else a tap would undo every delay.
 */
export function standingOf(check: CheckView, deadline: CheckDeadline, now: number): CheckStanding {
	const { at } = deadline;
	if (check.firstFiled) {
		const late = Date.parse(check.firstFiled.at) - at;
		return late > 0 ? { state: 'filedLate', late } : { state: 'filed' };
	}
	const left = at - now;
	if (left <= 0) return { state: 'overdue', late: now - at };
	return { state: left <= DUE_BEFORE ? 'due' : 'running', left };
}
