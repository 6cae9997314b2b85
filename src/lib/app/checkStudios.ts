/** The studios by their last camera check, and what of their footage nobody has seen (DESIGN § 7.7). */
import type { Site } from '../domain/directory.ts';
import { dutyDay } from '../domain/time/dutyDay.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import { isMistake } from '../domain/views/checkStanding.ts';
import { footageGaps, type Span } from '../domain/views/footageGaps.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

const DAY = 86_400_000;
/** As far back gaps in the footage are told, ms. */
const LOOKED_BACK = 7 * DAY;

/** A studio and how its camera checks stand. */
export interface StudioChecks {
	readonly studio: Site;
	/** The latest check, one that runs included; undefined where there was none */
	readonly last: CheckView | undefined;
	/** Working days since then; 0 for today */
	readonly days: number;
	/** Recordings of the last seven days between those that were looked through, earliest first */
	readonly gaps: readonly Span[];
}

/** All studios, the one whose last check is longest ago first. Reactive. */
export function studioChecks(app: Dienstbuch): StudioChecks[] {
	const { clock, directory, log } = app;
	const bySite = new Map<string, CheckView[]>(directory.studios.map(({ id }) => [id, []]));
	for (const check of log.checks) if (!isMistake(check)) bySite.get(check.site)?.push(check);
	return directory.studios
		.map((studio) => {
			const checks = bySite.get(studio.id) ?? [];
			const [last] = checks;
			const zone = directory.timeZoneOf(studio.id);
			const day = (instant: number): number => Date.parse(dutyDay(instant, studio, zone));
			return {
				studio,
				last,
				days: last ? (day(clock.now) - day(Date.parse(last.fact.at))) / DAY : 0,
				gaps: footageGaps(checks, clock.now - LOOKED_BACK)
			};
		})
		.sort((a, b) => begun(a) - begun(b));
}

/** The studio to go on with after another: that whose last check is longest ago; undefined where there is no other. Reactive. */
export function nextStudio(app: Dienstbuch, after: string): string | undefined {
	return studioChecks(app).find(({ studio }) => studio.id !== after)?.studio.id;
}

function begun({ last }: StudioChecks): number {
	return last ? Date.parse(last.fact.at) : 0;
}
