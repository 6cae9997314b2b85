/**
 * Words that go into facts. The log is one for the whole chain and stays, so they are in its language, whatever language the app is read
 * in, and say no day that is another tomorrow.
 */
import { dateFigures } from '../domain/time/wording.ts';
import { clockOf, dayOf } from '../domain/time/zone.ts';
import * as m from '../paraglide/messages.js';
import { baseLocale } from '../paraglide/runtime.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** What a message of the catalogue is called with whose words go into a fact. */
export const IN_LOG = { locale: baseLocale } as const;

/** BCP 47 locale of dates in facts. */
const DATES = 'de-AT';

/** The day of an instant (ISO 8601, UTC), on the clock of the site: "18.11.2026". */
export function logDay(app: Pick<Dienstbuch, 'directory'>, instant: string, site: string): string {
	return dateFigures(dayOf(Date.parse(instant), app.directory.timeZoneOf(site)), DATES);
}

/** An instant (ISO 8601, UTC), on the clock of the site: "18.11.2026 14:32". */
export function logTime(app: Pick<Dienstbuch, 'directory'>, instant: string, site: string): string {
	return `${logDay(app, instant, site)} ${clockOf(Date.parse(instant), app.directory.timeZoneOf(site))}`;
}

/** What facts call the lead of a studio: "Leitung Wels". @param site the studio's name */
export function leadName(site: string): string {
	return m.common_lead_of({ site }, IN_LOG);
}
