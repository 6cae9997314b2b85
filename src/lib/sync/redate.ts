import { reissue } from '../domain/reissue.ts';
import type { Outbox } from '../data/outbox.ts';
import type { Clock } from './clock.ts';

/**
 * Issues anew what was written under a wrong clock and what names such a fact (rule K7). Facts of which the server may have heard stay.
 * @param random gives that many random bytes
 */
export async function redate(
	outbox: Outbox,
	clock: Clock,
	random: (length: number) => Uint8Array
): Promise<void> {
	const untold = outbox.entries.filter((entry) => !entry.attempted && !entry.refusal);
	if (untold.length === 0) return;
	const misdated = untold.map((entry) => ({ fact: entry.fact, error: clock.errorOf(entry) }));
	const replacements = reissue(misdated, random, outbox.renames);
	if (replacements.size > 0) await outbox.replace(replacements, clock.stamp());
}
