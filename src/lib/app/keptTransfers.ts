/** Transfers to the Community Board that were begun on this device (S16), as its settings keep them. */
import * as v from 'valibot';
import type { Settings } from '../data/settings.ts';
import type { Clock } from './clock.svelte.ts';

/** Under it the device's settings keep them. */
export const TRANSFERS_KEY = 'app.boardTransfers';

/** Nobody comes back after this, ms: the Board screen has what is left. */
const FORGOTTEN = 86_400_000;

const transfer = v.object({
	/** Id of the message, or of the draft that becomes it */
	of: v.string(),
	draft: v.boolean(),
	/** Whom it is about, as it was copied */
	title: v.string(),
	/** ms since 1970, corrected */
	begunAt: v.number(),
	/** Set once somebody said Ja before the message was saved */
	answer: v.optional(v.object({ url: v.string() }))
});
/** A transfer under way. */
export type BoardTransfer = v.InferOutput<typeof transfer>;

/** What is asked of the app. */
interface App {
	readonly settings: Settings;
	readonly clock: Clock;
}

function stored(app: App): BoardTransfer[] {
	return app.settings.get(TRANSFERS_KEY, v.array(transfer)) ?? [];
}

/** Those that somebody may still come back to, the earliest first. */
export function keptTransfers(app: App): BoardTransfer[] {
	return stored(app).filter(({ begunAt }) => begunAt > app.clock.exact() - FORGOTTEN);
}

/** Keeps these and no others. @throws StorageFull */
export function keepTransfers(app: App, transfers: readonly BoardTransfer[]): Promise<void> {
	return app.settings.set(TRANSFERS_KEY, transfers);
}

/** Drops what nobody comes back to any more, and what is about one of these messages and drafts. */
export async function dropTransfers(app: App, of: ReadonlySet<string> = new Set()): Promise<void> {
	const left = keptTransfers(app).filter((one) => !of.has(one.of));
	if (left.length < stored(app).length) await keepTransfers(app, left);
}
