import type { OutboxEntry } from '../data/outboxEntry.ts';
import type { RescueFile } from '../domain/rescueFile.ts';
import type { Identity } from '../sync/session.ts';
import { saveFile } from './saveFile.ts';

/** What stands in a Sicherungsdatei besides the facts. */
export interface RescueFrom {
	readonly identity: Identity | undefined;
	/** Corrected time, ms since 1970, UTC */
	readonly now: number;
	/** Version of the app */
	readonly app: string;
	/** Pictures that the server does not have, as base64 */
	readonly pictures?: RescueFile['pictures'];
}

/**
 * The Sicherungsdatei of facts that only this device has: each as it was written, with its id, so that it can be proved and
 * sent from elsewhere, and why the server denied it. JSON that people can read, too.
 */
export function rescueText(
	entries: readonly OutboxEntry[],
	{ identity, now, app, pictures }: RescueFrom
): string {
	const file = {
		format: 'dienstbuch-rescue',
		v: 1,
		app,
		exported: new Date(now).toISOString(),
		device: identity && { id: identity.device, label: identity.label, site: identity.site },
		facts: entries.map(({ fact, addedAt, attempted, refusal }) => ({
			fact,
			/** ms since 1970, of the device's own clock */
			addedAt,
			/** Whether the server may have heard of it */
			attempted,
			refusal
		})),
		pictures
	};
	return `${JSON.stringify(file, undefined, '\t')}\n`;
}

/** `dienstbuch-2026-11-18-2141.json`: sorts by time, and has no sign that a file system refuses. */
export function rescueName(now: number): string {
	const [day = '', clock = ''] = new Date(now).toISOString().split('T');
	return `dienstbuch-${day}-${clock.slice(0, 5).replace(':', '')}.json`;
}

/** Saves facts as a Sicherungsdatei on the device. They stay in the outbox. */
export function saveRescueFile(entries: readonly OutboxEntry[], from: RescueFrom): void {
	saveFile(rescueName(from.now), rescueText(entries, from), 'application/json');
}
