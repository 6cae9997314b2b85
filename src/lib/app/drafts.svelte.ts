import * as v from 'valibot';
import type { Drafts as StoredDrafts, StoredDraft } from '../data/drafts.ts';
import { stampSchema } from '../data/outboxEntry.ts';
import { assignee, named, person } from '../domain/facts/fields.ts';
import { CHANNELS, MESSAGE_KINDS } from '../domain/facts/message.ts';
import type { Clock } from '../sync/clock.ts';

const DAY = 86_400_000;
/** So long after it was left, a draft that nobody can go on with is still stored, ms: a clock that jumps must not cost any. */
const LEFT_OVER = 30 * DAY;

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
	/** The instant that was put in, ms since 1970, UTC: in the hour that comes twice in autumn it tells which one is meant */
	footageNear: v.optional(v.number()),
	rule: v.optional(named),
	channel: v.optional(v.picklist(CHANNELS)),
	blockReason: v.optional(named),
	blockTold: v.optional(v.string()),
	/** `none`: ohne Ende sperren; else a preset of days, or a date */
	blockEnd: v.optional(v.string()),
	blockDay: v.optional(v.string()),
	pictures: v.optional(
		v.array(
			v.object({
				id: v.string(),
				mediaType: v.picklist(['image/jpeg', 'image/webp']),
				bytes: v.number(),
				width: v.number(),
				height: v.number()
			})
		)
	),
	/** Whether the pictures are evidence, and why; absent where it is as preset */
	evidence: v.optional(v.boolean()),
	evidenceReason: v.optional(v.string()),
	replaces: v.optional(v.string()),
	refersTo: v.optional(v.string()),
	/** The camera check that it belongs to, where it is written in place of a message that did */
	check: v.optional(v.string()),
	site: v.optional(v.string()),
	/** Of the filing of a camera check, beside its summary: what was counted, whether it leaves a task, what was ticked and unticked by hand */
	filing: v.optional(
		v.object({
			persons: v.string(),
			task: v.boolean(),
			/** Null where it was cleared */
			assignee: v.optional(v.nullable(assignee)),
			ticks: v.optional(v.array(v.object({ message: v.string(), ticked: v.boolean() })))
		})
	),
	/** ms since 1970, corrected by what was known of the device's clock then: it may have been years off all the same */
	keptAt: v.optional(v.number()),
	stamp: v.optional(stampSchema)
});
export type MessageDraft = v.InferOutput<typeof messageDraft>;

/** A draft that was found, with the key that it is kept under. */
export interface FoundDraft {
	readonly key: string;
	readonly draft: MessageDraft;
	/** ms since 1970, corrected */
	readonly savedAt: number;
}

/** Names a draft for good: saved twice, it is seen to be the same. */
export function newDraftId(random: (length: number) => Uint8Array): string {
	return Array.from(random(10), (byte) => byte.toString(36).padStart(2, '0')).join('');
}

/** The key of a message's draft. Others (an incident, a summary) have keys of their own. */
export function messageKey(draft: string): string {
	return `message:${draft}`;
}

/** The corrected time, and what it was wrong by when a draft was kept. */
type DraftClock = Pick<Clock, 'now' | 'stamp' | 'errorAt'>;

/** Drafts of what is being written. One that was saved is none any more, even where a crash left it behind. */
export class Drafts {
	readonly #stored: StoredDrafts;
	readonly #clock: DraftClock;
	readonly #isSaved: (draft: string) => boolean;

	/** @param isSaved says whether a message came from that draft */
	constructor(stored: StoredDrafts, clock: DraftClock, isSaved: (draft: string) => boolean) {
		this.#stored = stored;
		this.#clock = clock;
		this.#isSaved = isSaved;
	}

	/** Keeps the draft as it is now; returns at once. */
	keep(key: string, draft: MessageDraft): void {
		this.#stored.put(key, { ...draft, keptAt: this.#clock.now(), stamp: this.#clock.stamp() });
	}

	/** The draft under that key, if it was left within the last day. */
	async find(key: string): Promise<FoundDraft | undefined> {
		const found = await this.#stored.get(key, messageDraft);
		return found && this.#valid(this.#dated(found));
	}

	/** All drafts of the last day, the latest first. */
	async all(): Promise<FoundDraft[]> {
		const found = await this.#stored.list(messageDraft);
		return found
			.flatMap((stored) => this.#valid(this.#dated(stored)) ?? [])
			.sort((a, b) => b.savedAt - a.savedAt);
	}

	/** The messages among the drafts, the latest first. @param contact only those about that KundenID; `null`: those about nobody of the directory */
	async messages(contact?: string | null): Promise<FoundDraft[]> {
		const about = ({ draft }: FoundDraft): string | null =>
			draft.contact?.kind === 'contact' ? draft.contact.id : null;
		const messages = (await this.all()).filter(({ key }) => key.startsWith(messageKey('')));
		return contact === undefined ? messages : messages.filter((found) => about(found) === contact);
	}

	/** Drops a draft, as after it was saved. */
	discard(key: string): Promise<void> {
		return this.#stored.remove(key);
	}

	/** Drops drafts, those included that can't be gone on with any more. @returns what was dropped */
	async discardAll(wanted: (draft: MessageDraft) => boolean): Promise<MessageDraft[]> {
		const found = (await this.#stored.list(messageDraft)).filter(({ value }) => wanted(value));
		for (const { key } of found) await this.discard(key);
		return found.map(({ value }) => value);
	}

	/** Drops those that were left long ago. */
	async discardLeftOver(): Promise<void> {
		const before = this.#clock.now() - LEFT_OVER;
		const all = (await this.#stored.list(messageDraft)).map((stored) => ({
			...stored,
			leftAt: this.#leftAt(stored)
		}));
		// What is not found out any more: they count from now on. At once, before anybody types on in one.
		for (const { key, value, leftAt } of all) if (leftAt === undefined) this.keep(key, value);
		for (const { key, value, leftAt } of all) {
			if (value.keptAt !== undefined && leftAt !== undefined && leftAt < before) await this.discard(key);
		}
	}

	/** Writes out what is still in memory; to be called when the page is hidden. */
	flush(): Promise<void> {
		return this.#stored.flush();
	}

	/** Is told when a draft could not be kept. @returns what stops it */
	watchFailures(listener: (error: unknown) => void): () => void {
		return this.#stored.watchFailures(listener);
	}

	#dated(stored: StoredDraft<MessageDraft>): FoundDraft {
		const { key, value } = stored;
		return { key, draft: value, savedAt: this.#leftAt(stored) ?? this.#clock.now() };
	}

	/** ms since 1970, corrected; undefined where the clock was wrong and nothing tells by how much. */
	#leftAt({ value: { keptAt, stamp }, savedAt }: StoredDraft<MessageDraft>): number | undefined {
		if (keptAt === undefined || !stamp) return keptAt ?? savedAt;
		const at = keptAt + this.#clock.errorAt(keptAt, stamp);
		// That it came after the server was heard is all that is known then.
		return at > stamp.floor ? at : undefined;
	}

	#valid(found: FoundDraft): FoundDraft | undefined {
		const fresh = found.savedAt > this.#clock.now() - DAY;
		return fresh && !this.#isSaved(found.draft.id) ? found : undefined;
	}
}
