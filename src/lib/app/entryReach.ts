import type { FetchedPage } from '../data/entryPages.ts';
import { ENTRIES_KEPT, endOfHour, entryPageId, hoursBetween, startOfHour } from '../domain/entries.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';

/** How much before and after the period of a recording is looked at too, ms: clocks of cameras are off by some minutes. */
const MARGIN = 10 * 60_000;
/** How far back a live check looks from its start, ms. */
const BEFORE_LIVE = 3_600_000;

/** A page of the check's studio that its footage needs. */
export interface NeededPage {
	readonly id: string;
	readonly hour: string;
}

/** The pages that a check needs, earliest first; none where its footage is older than entry events are kept. @param now corrected time, ms */
export function pagesOfCheck({ site, fact }: CheckView, now: number): NeededPage[] {
	const from = fact.from === undefined ? Date.parse(fact.at) - BEFORE_LIVE : Date.parse(fact.from) - MARGIN;
	const until = fact.until === undefined ? now : Math.min(Date.parse(fact.until) + MARGIN, now);
	const oldest = now - ENTRIES_KEPT;
	if (until < oldest) return [];
	return hoursBetween(Math.max(from, oldest), until).map((hour) => ({
		id: entryPageId(site, hour),
		hour
	}));
}

/**
 * Until when all entry events from the beginning on are here, ms since 1970; undefined where not even the beginning is.
 * @param needed earliest first
 */
export function reachOf(
	needed: readonly NeededPage[],
	pages: ReadonlyMap<string, FetchedPage>
): number | undefined {
	let reach: number | undefined;
	for (const { id, hour } of needed) {
		const fetched = pages.get(id)?.fetchedAt;
		if (fetched === undefined || fetched < startOfHour(hour)) return reach;
		const end = endOfHour(hour);
		reach = Math.min(fetched, end);
		if (fetched < end) return reach;
	}
	return reach;
}
