import type { Settings } from '../domain/directory.ts';
import { MAX_SHORT } from '../domain/limits.ts';
import * as m from '../paraglide/messages.js';

/** The settings as they are typed. */
export type TypedSettings = Record<keyof Settings, string>;
/** Longest idle locks that the server takes, in minutes: one of hours would be none. */
export const MOST_MINUTES = { idleMinutes: 60, idleMinutesDuringCheck: 240 } as const;
const LONGEST_ADDRESS = 2000;

/** Empty, or an address that a link may lead to; `javascript:` would run in the page of whoever taps it. */
function isWebAddress(text: string): boolean {
	if (text === '') return true;
	return (
		URL.canParse(text) &&
		['http:', 'https:'].includes(new URL(text).protocol) &&
		text.length <= LONGEST_ADDRESS
	);
}

function minutesProblem(typed: string, most: number): string | undefined {
	const count = Number(typed);
	const fits = typed.trim() !== '' && Number.isInteger(count) && count >= 1 && count <= most;
	return fits ? undefined : m.admin_problem_minutes({ most });
}

/** What is wrong with the settings, by field; empty where they can be saved. The server asks for the same. */
export function settingsProblems(typed: TypedSettings): Partial<Record<keyof Settings, string>> {
	const company = typed.company.trim();
	const found = {
		company:
			company === ''
				? m.admin_problem_company()
				: company.length > MAX_SHORT
					? m.problem_too_long()
					: undefined,
		timeZone: typed.timeZone === '' ? m.admin_problem_time_zone() : undefined,
		boardUrl: isWebAddress(typed.boardUrl.trim()) ? undefined : m.admin_problem_board(),
		idleMinutes: minutesProblem(typed.idleMinutes, MOST_MINUTES.idleMinutes),
		idleMinutesDuringCheck: minutesProblem(typed.idleMinutesDuringCheck, MOST_MINUTES.idleMinutesDuringCheck)
	};
	return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
}

/** Settings as a form shows them. */
export function typedSettings(settings: Settings): TypedSettings {
	return {
		...settings,
		idleMinutes: String(settings.idleMinutes),
		idleMinutesDuringCheck: String(settings.idleMinutesDuringCheck)
	};
}

/** What was typed, as settings; to be asked for where {@link settingsProblems} finds nothing. */
export function settingsOf(typed: TypedSettings): Settings {
	return {
		company: typed.company.trim(),
		timeZone: typed.timeZone,
		boardUrl: typed.boardUrl.trim(),
		idleMinutes: Number(typed.idleMinutes),
		idleMinutesDuringCheck: Number(typed.idleMinutesDuringCheck)
	};
}
