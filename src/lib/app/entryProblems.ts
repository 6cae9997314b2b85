/** What is wrong with a field of an entry under Administration, in words; the server asks for the same. */
import { MAX_SHORT } from '../domain/limits.ts';
import { instantOfDayAndClock } from '../domain/time/zone.ts';
import * as m from '../paraglide/messages.js';

/** Longest text of a template or a promotion, as the server has it. */
export const MAX_ENTRY_TEXT = 2000;

/** A text that has to be there. */
export function textProblem(text: string, most = MAX_SHORT): string | undefined {
	const length = text.trim().length;
	if (length === 0) return m.problem_missing();
	return length > most ? m.problem_too_long() : undefined;
}

/** A day, `yyyy-mm-dd`, or none. */
export function dayProblem(day: string): string | undefined {
	return day === '' || instantOfDayAndClock(day, '12:00', 'UTC') !== undefined
		? undefined
		: m.admin_problem_day();
}

/** What is wrong with the last day of a period. */
export function periodProblem(from: string, until: string): string | undefined {
	const problem = dayProblem(until);
	if (problem !== undefined || from === '' || until === '') return problem;
	return until < from ? m.admin_problem_period() : undefined;
}
