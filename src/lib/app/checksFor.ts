import type { CheckView } from '../domain/views/cameraCheck.ts';
import type { MessageView } from '../domain/views/message.ts';
import { isMistake } from '../domain/views/checkStanding.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/**
 * The checks to which a message can be assigned, newest first: all of its studio (S11b). What was started by mistake is none; the one to which
 * it belongs is always among them. Reactive.
 */
export function checksFor(app: Dienstbuch, { fact, check: belongsTo }: MessageView): CheckView[] {
	const current = belongsTo === undefined ? undefined : app.currentId(belongsTo);
	return app.log.checks.filter(
		(check) => check.id === current || (check.site === fact.site && !isMistake(check))
	);
}
