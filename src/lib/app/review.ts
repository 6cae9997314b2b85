import type { Fact } from '../domain/facts/registry.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** A fact that had no effect, and the rule that says why (rule R6). */
export interface WithoutEffect {
	readonly fact: Fact;
	readonly rule: string;
}

/** All facts on this device that had no effect, the latest first. Reactive. */
export function withoutEffect({ log }: Pick<Dienstbuch, 'log'>): WithoutEffect[] {
	const subjects = [...log.messageIds, ...log.checks.map(({ id }) => id), ...log.shifts.map(({ id }) => id)];
	return subjects
		.flatMap((id) => log.subject(id)?.refused ?? [])
		.sort((a, b) => (a.fact._id < b.fact._id ? 1 : -1));
}
