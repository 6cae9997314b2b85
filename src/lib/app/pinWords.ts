import { clockOf } from '../domain/time/zone.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** Until when nobody can try a PIN: in seconds within the last minute, else on the site's clock. Times in ms, corrected. */
export function lockedText(app: Dienstbuch, until: number, now: number): string {
	const seconds = Math.ceil((until - now) / 1000);
	if (seconds <= 60) return m.duty_pin_locked_seconds({ seconds });
	return m.duty_pin_locked_until({ time: clockOf(until, app.directory.timeZoneOf(app.identity?.site.id)) });
}

const SHORTEST = 4;

/** What is wrong with a PIN that somebody wants to have; undefined where nothing is. */
export function pinProblem(wanted: string, old: string): string | undefined {
	if (wanted.length < SHORTEST) return m.duty_pin_short();
	if (wanted === old) return m.duty_pin_same();
	return undefined;
}
