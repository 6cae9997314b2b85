/** Words for how long ago a studio was checked, and what of its footage nobody has seen. */
import type { Span } from '../domain/views/footageGaps.ts';
import { dayOf } from '../domain/time/zone.ts';
import * as m from '../paraglide/messages.js';
import type { StudioChecks } from './checkStudios.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { clockText, countText, timeText } from './wording.ts';

/** From so many days on without a check it is said as a gap. */
const MANY_DAYS = 2;
/** So many gaps in the footage are named one by one. */
const GAPS_NAMED = 3;

/** What a row of the studio says. */
export interface StudioWords {
	/** "zuletzt heute 22:10 von Huber, Anna" */
	readonly last: string;
	/** "seit 3 Tagen keine Kamerakontrolle"; undefined where the last one is not long ago */
	readonly long: string | undefined;
	/** "Aufzeichnung gestern 14:00–22:00 nicht gesehen", the latest first */
	readonly gaps: readonly string[];
}

/** How a studio stands, in words. Reactive. */
export function studioWords(app: Dienstbuch, { studio, last, days, gaps }: StudioChecks): StudioWords {
	const named = gaps.toReversed().slice(0, GAPS_NAMED);
	const more = gaps.length - named.length;
	return {
		last: last
			? m.check_studio_last({ time: timeText(app, last.fact.at, studio.id), name: last.startedBy.name })
			: m.check_studio_never(),
		long: days >= MANY_DAYS ? m.check_studio_days({ days: countText(days) }) : undefined,
		gaps: [
			...named.map((gap) => gapText(app, gap, studio.id)),
			...(more === 1 ? [m.check_gap_more_one()] : []),
			...(more > 1 ? [m.check_gap_more({ count: countText(more) })] : [])
		]
	};
}

function gapText(app: Dienstbuch, gap: Span, site: string): string {
	const [begin, end] = [new Date(gap.from).toISOString(), new Date(gap.until).toISOString()];
	const zone = app.directory.timeZoneOf(site);
	const from = timeText(app, begin, site);
	return dayOf(gap.from, zone) === dayOf(gap.until, zone)
		? m.check_gap({ from, until: clockText(app, end, site) })
		: m.check_gap_days({ from, until: timeText(app, end, site) });
}
