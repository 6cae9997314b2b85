import * as v from 'valibot';
import type { Drafts as StoredDrafts } from '../data/drafts.ts';
import { assignee, named, person } from '../domain/facts/fields.ts';
import { CHANNELS, MESSAGE_KINDS } from '../domain/facts/message.ts';
import type { Clock } from './clock.svelte.ts';

const DAY = 86_400_000;

/** A Kundenmitteilung that is being written. Kept with every keystroke, per contact (DESIGN § 7.5). */
export const messageDraft = v.object({
	/** Names the draft for good: saved twice, it is seen to be the same */
	id: v.string(),
	kind: v.optional(v.picklist(MESSAGE_KINDS)),
	contact: v.optional(person),
	text: v.string(),
	assignee: v.optional(assignee),
	forInformation: v.boolean(),
	board: v.optional(v.boolean()),
	/** `yyyy-mm-dd` and `HH:MM` at the site, as typed */
	footageDay: v.optional(v.string()),
	footageClock: v.optional(v.string()),
	rule: v.optional(named),
	channel: v.optional(v.picklist(CHANNELS)),
	blockReason: v.optional(named),
	/** `none`: ohne Ende sperren; else a preset of days, or a date */
	blockEnd: v.optional(v.string()),
	blockDay: v.optional(v.string()),
	replaces: v.optional(v.string())
});
export type MessageDraft = v.InferOutput<typeof messageDraft>;

/** Drafts of messages, by contact id; a draft for somebody who is not in the directory is under `new`. */
export class Drafts {
	readonly #stored: StoredDrafts;
	readonly #clock: Clock;

	constructor(stored: StoredDrafts, clock: Clock) {
		this.#stored = stored;
		this.#clock = clock;
	}

	/** Keeps the draft as it is now; returns at once. */
	keep(key: string, draft: MessageDraft): void {
		this.#stored.put(key, draft);
	}

	/** The draft of that contact, if one was left within the last day; `savedAt` in ms, UTC. */
	async find(key: string): Promise<{ draft: MessageDraft; savedAt: number } | undefined> {
		const found = await this.#stored.get(key, messageDraft);
		if (!found) return undefined;
		if (found.savedAt > this.#clock.exact() - DAY) return { draft: found.value, savedAt: found.savedAt };
		await this.discard(key);
		return undefined;
	}

	/** All drafts of the last day, the latest first, with their keys. */
	async all(): Promise<{ key: string; draft: MessageDraft; savedAt: number }[]> {
		const found = await this.#stored.list(messageDraft);
		return found
			.filter(({ savedAt }) => savedAt > this.#clock.exact() - DAY)
			.sort((a, b) => b.savedAt - a.savedAt)
			.map(({ key, value, savedAt }) => ({ key, draft: value, savedAt }));
	}

	/** Drops a draft, as after it was saved. */
	discard(key: string): Promise<void> {
		return this.#stored.remove(key);
	}

	/** Writes out what is still in memory; to be called when the page is hidden. */
	flush(): Promise<void> {
		return this.#stored.flush();
	}

	/** Is told when a draft could not be kept. @returns what stops it */
	watchFailures(listener: (error: unknown) => void): () => void {
		return this.#stored.watchFailures(listener);
	}
}
