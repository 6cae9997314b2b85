import type { Settings } from '../domain/directory.ts';
import { MAX_SHORT } from '../domain/limits.ts';
import * as m from '../paraglide/messages.js';

/** The settings that this form sets; what is connected is for the connectors to say. */
export type ChainSettings = Omit<Settings, 'boardConnected' | 'accessConnected'>;
/** The settings as they are typed. */
export type TypedSettings = Record<Exclude<keyof ChainSettings, 'boardKinds'>, string> &
	Pick<Settings, 'boardKinds'>;
/** What the server takes of the settings that are numbers. An idle lock of hours would be none. */
export const BOUNDS = {
	idleMinutes: { least: 1, most: 60 },
	idleMinutesDuringCheck: { least: 1, most: 240 },
	archiveAfterDays: { least: 30, most: 3650 },
	messageDays: { least: 366, most: 3650 },
	evidenceDays: { least: 1, most: 3650 },
	lockAfterDays: { least: 1, most: 90 }
} as const;
/** A setting that is a number. */
export type CountedSetting = keyof typeof BOUNDS;
const COUNTED = Object.keys(BOUNDS) as CountedSetting[];
const LONGEST_ADDRESS = 2000;
/** Empty, or as package.json has it */
const VERSION = /^(\d{1,4}\.\d{1,4}\.\d{1,4})?$/;

/** The same done with every setting that is a number. */
function counted<T>(of: (key: CountedSetting) => T): Record<CountedSetting, T> {
	return Object.fromEntries(COUNTED.map((key) => [key, of(key)])) as Record<CountedSetting, T>;
}

/** Empty, or an address that a link may lead to; `javascript:` would run in the page of whoever taps it. */
function isWebAddress(text: string): boolean {
	if (text === '') return true;
	return (
		URL.canParse(text) &&
		['http:', 'https:'].includes(new URL(text).protocol) &&
		text.length <= LONGEST_ADDRESS
	);
}

function numberProblem(typed: string, { least, most }: { least: number; most: number }): string | undefined {
	const count = Number(typed);
	const fits = typed.trim() !== '' && Number.isInteger(count) && count >= least && count <= most;
	return fits ? undefined : m.admin_problem_number({ least, most });
}

/** What is wrong with the settings, by field; empty where they can be saved. The server asks for the same. */
export function settingsProblems(typed: TypedSettings): Partial<Record<keyof ChainSettings, string>> {
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
		boardCategory: typed.boardCategory.trim().length > MAX_SHORT ? m.problem_too_long() : undefined,
		oldestApp: VERSION.test(typed.oldestApp.trim()) ? undefined : m.admin_problem_version(),
		...counted((key) => numberProblem(typed[key], BOUNDS[key]))
	};
	return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
}

/** Settings as a form shows them. */
export function typedSettings(settings: Settings): TypedSettings {
	const { company, timeZone, boardUrl, boardCategory, boardKinds, oldestApp } = settings;
	return {
		company,
		timeZone,
		boardUrl,
		boardCategory,
		boardKinds: [...boardKinds],
		oldestApp,
		...counted((key) => String(settings[key]))
	};
}

/** What was typed, as settings; to be asked for where {@link settingsProblems} finds nothing. */
export function settingsOf(typed: TypedSettings): ChainSettings {
	return {
		company: typed.company.trim(),
		timeZone: typed.timeZone,
		boardUrl: typed.boardUrl.trim(),
		boardCategory: typed.boardCategory.trim(),
		boardKinds: [...typed.boardKinds],
		oldestApp: typed.oldestApp.trim(),
		...counted((key) => Number(typed[key]))
	};
}

/** Only what was changed: two administrators who work on different parts do not undo each other's. */
export function changedSettings(typed: TypedSettings, saved: Settings): Partial<ChainSettings> {
	const entries = Object.entries(settingsOf(typed)) as [keyof ChainSettings, unknown][];
	const differs = ([field, value]: [keyof ChainSettings, unknown]): boolean =>
		JSON.stringify(value) !== JSON.stringify(saved[field]);
	return Object.fromEntries(entries.filter(differs));
}
