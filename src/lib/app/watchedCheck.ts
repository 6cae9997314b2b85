import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** Nobody watches longer than a shift, ms: a check that still runs then was forgotten. Its deadline says nothing: at 22:40 it is near. */
const LONGEST = 12 * 3_600_000;

/**
 * True while somebody may be watching footage with their hands off this device: at the own screen of a check that runs here.
 * Then the screen stays awake and is locked late (DESIGN § 6); a check that was forgotten keeps no other screen open. Reactive.
 * @param asked id of the check whose own screen is shown, under any id that it had; undefined on any other screen
 */
export function isWatched(app: Dienstbuch, asked: string | undefined): boolean {
	const check = asked === undefined ? undefined : app.log.check(app.currentId(asked));
	if (check?.state !== 'running' || check.fact.device !== app.identity?.device) return false;
	return app.clock.now - Date.parse(check.fact.at) < LONGEST;
}
