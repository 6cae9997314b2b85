import type { Outbox } from '../data/outbox.ts';
import type { Fact } from '../domain/facts/registry.ts';
import { reissue } from '../domain/reissue.ts';
import type { Clock } from './clock.ts';

/**
 * What was written under a wrong clock, or names such a fact, issued anew (rule K7). Facts of which the server may have heard stay.
 * @param random gives that many random bytes
 * @returns the new fact by the old id
 */
export function misdated(
	outbox: Outbox,
	clock: Clock,
	random: (length: number) => Uint8Array
): Map<string, Fact> {
	const untold = outbox.entries.filter((entry) => !entry.attempted && !entry.refusal);
	if (untold.length === 0) return new Map();
	const errors = untold.map((entry) => ({
		fact: entry.fact,
		error: clock.errorOf(entry),
		byClock: entry.byClock
	}));
	return reissue(errors, random, outbox.renames);
}
