import type { MessageView } from '../domain/views/message.ts';
import { isMistake } from '../domain/views/checkStanding.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/**
 * The messages of kind "Kamerakontrolle - Mitteilung" about a studio that belong to no check yet, newest first: all that are on this device,
 * "for later assignment" knows no limit (S11b). One of a check that was started by mistake belongs to none. Reactive.
 */
export function looseMessages(app: Dienstbuch, site: string): MessageView[] {
	return app.log
		.cameraMessagesOf(site, app.clock.now)
		.filter((view) => view.state !== 'withdrawn' && !belongs(app, view));
}

function belongs(app: Dienstbuch, { check }: MessageView): boolean {
	if (check === undefined) return false;
	const view = app.log.check(app.currentId(check));
	return !view || !isMistake(view);
}
