/** Words for how far the entry events on this device reach. */
import { dayOf } from '../domain/time/zone.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import type { CheckEntries } from './entries.svelte.ts';
import { clockText, timeText } from './wording.ts';

type Reaching = Pick<CheckEntries, 'looked' | 'past' | 'some' | 'reach' | 'complete'>;

/** "Eintritte bis 18:40 auf diesem Gerät"; empty where they reach to the end of the footage. Reactive. */
export function reachText(app: Dienstbuch, { site, fact }: CheckView, entries: Reaching): string {
	if (entries.past) return m.entries_past();
	if (!entries.looked) return '';
	const { reach } = entries;
	if (reach === undefined) return m.entries_none_loaded();
	if (entries.complete) return entries.some ? '' : m.entries_nothing();
	const at = new Date(reach).toISOString();
	const zone = app.directory.timeZoneOf(site);
	const today = dayOf(reach, zone) === dayOf(app.clock.now, zone);
	const reaching = m.entries_reach({ time: today ? clockText(app, at, site) : timeText(app, at, site) });
	return fact.mode === 'live' && !entries.some ? `${m.entries_nothing_live()} ${reaching}` : reaching;
}

/** Why nobody stands there at an instant (ISO 8601, UTC); empty where {@link reachText} says it already. Reactive. */
export function nobodyText({ past, looked, reach, complete, some }: Reaching, instant: string): string {
	if (past || !looked || reach === undefined || (complete && !some)) return '';
	return Date.parse(instant) > reach ? m.entries_not_yet() : m.entries_nobody();
}
