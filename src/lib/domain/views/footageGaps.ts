import type { CheckView } from './cameraCheck.ts';
import { isMistake } from './checkStanding.ts';

/** A span of time, ms since 1970, UTC. */
export interface Span {
	readonly from: number;
	readonly until: number;
}

/** Periods that follow each other within this are one: nobody types the second, ms. */
const SHORT = 15 * 60_000;

/**
 * The gaps between the recordings that were looked through, earliest first: footage that nobody has seen. What comes before the first and
 * after the last is no gap.
 * @param checks of one studio; those that are open, live, or a mistake, show nothing that was seen
 * @param since ms since 1970, UTC: what ended before does not count
 */
export function footageGaps(checks: readonly CheckView[], since: number): Span[] {
	const seen = checks
		.flatMap((check) => spanOf(check) ?? [])
		.filter(({ until }) => until > since)
		.sort((a, b) => a.from - b.from);
	const gaps: Span[] = [];
	let end = seen[0]?.until ?? 0;
	for (const { from, until } of seen) {
		if (from - end > SHORT) gaps.push({ from: end, until: from });
		end = Math.max(end, until);
	}
	return gaps;
}

function spanOf(check: CheckView): Span | undefined {
	const { from, until } = check.fact;
	if (!check.filed || isMistake(check) || from === undefined || until === undefined) return undefined;
	return { from: Date.parse(from), until: Date.parse(until) };
}
