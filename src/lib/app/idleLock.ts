import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { isWatched } from './watchedCheck.ts';

const LOOK_EVERY = 5_000;
const LOOK_FOR_DAY_CHANGE_EVERY = 60_000;

/**
 * Locks the screen when nobody has touched it for long enough (DESIGN § 6), and ends shifts at the Tageswechsel.
 * To be started once the directory and the messages are there: before, neither the minutes nor the site's Tageswechsel are known.
 * @param atCheck id of the camera check whose own screen is shown; undefined on any other screen
 * @returns what stops it
 */
export function startIdleLock(app: Dienstbuch, atCheck: () => string | undefined): () => void {
	const minutes = (): number => {
		const { idleMinutes, idleMinutesDuringCheck } = app.directory.settings;
		return isWatched(app, atCheck()) ? idleMinutesDuringCheck : idleMinutes;
	};
	const look = (): void => app.duty.lockWhenIdle(minutes());
	const lookForDayChange = (): void => void app.duty.endForgotten(minutes());
	const touched = (): void => {
		// A tablet that slept runs no timers: the first touch finds out before it counts.
		look();
		if (!app.duty.locked) app.duty.touch();
	};
	const shown = (): void => {
		if (document.visibilityState !== 'visible') return;
		app.clock.tick();
		touched();
	};
	look();
	lookForDayChange();
	const timer = setInterval(look, LOOK_EVERY);
	const dayTimer = setInterval(lookForDayChange, LOOK_FOR_DAY_CHANGE_EVERY);
	const options = { capture: true, passive: true };
	document.addEventListener('pointerdown', touched, options);
	document.addEventListener('keydown', touched, options);
	document.addEventListener('visibilitychange', shown);
	return () => {
		clearInterval(timer);
		clearInterval(dayTimer);
		document.removeEventListener('pointerdown', touched, options);
		document.removeEventListener('keydown', touched, options);
		document.removeEventListener('visibilitychange', shown);
	};
}
