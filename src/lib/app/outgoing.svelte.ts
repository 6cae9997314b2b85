import { SvelteMap } from 'svelte/reactivity';
import type { Corrupt } from '../data/errors.ts';
import type { Outbox } from '../data/outbox.ts';
import type { OutboxEntry } from '../data/outboxEntry.ts';

/** Facts that say who looked at which footage, when and why. */
const CHECK_RECORD: readonly string[] = ['checkStarted', 'checkFiled'];

/** Where a fact is, as it stands on each message (LOOK 5). */
export type Whereabouts = 'here' | 'refused' | 'sent';

/** What is written here and has not been seen coming back: the outbox, for the screens. */
export class Outgoing {
	readonly #outbox: Outbox;
	readonly #entries = new SvelteMap<string, OutboxEntry>();

	constructor(outbox: Outbox) {
		this.#outbox = outbox;
		for (const entry of outbox.entries) this.#entries.set(entry.fact._id, entry);
	}

	/** All unsent facts, oldest first. */
	get entries(): OutboxEntry[] {
		return [...this.#entries.values()].sort((a, b) => a.addedAt - b.addedAt);
	}

	/** How many facts are on this device only. */
	get count(): number {
		return this.#entries.size;
	}

	/** How many of them the server has refused. */
	get refusedCount(): number {
		return this.entries.filter((entry) => entry.refusal !== undefined).length;
	}

	/** Documents of the outbox that are no facts, as of the start of the app: kept, and not sent. */
	get corrupt(): readonly Corrupt[] {
		return this.#outbox.corrupt;
	}

	whereIs(fact: string): Whereabouts {
		const entry = this.#entries.get(fact);
		if (!entry) return 'sent';
		return entry.refusal ? 'refused' : 'here';
	}

	/** Takes over what changed in the outbox. */
	put(entries: readonly OutboxEntry[]): void {
		for (const entry of entries) this.#entries.set(entry.fact._id, entry);
	}

	/** Forgets what left the outbox. */
	drop(entries: readonly OutboxEntry[]): void {
		for (const entry of entries) this.#entries.delete(entry.fact._id);
	}

	/** The entry of a fact, or undefined where it was sent. Reactive. */
	entry(fact: string): OutboxEntry | undefined {
		return this.#entries.get(fact);
	}

	/** Has a refused fact sent again. */
	retry(fact: string): Promise<void> {
		return this.#outbox.retry(fact);
	}

	/**
	 * True where a person may remove an unsent fact: one that the server has denied (DESIGN § 3), but never the record of a camera check, of
	 * which nobody at the tablet may take anything away (DESIGN § 11, DSG § 13). What merely waits will be sent.
	 */
	isRemovable({ fact, refusal }: OutboxEntry): boolean {
		return refusal !== undefined && !CHECK_RECORD.includes(fact.type);
	}

	/**
	 * Removes a denied fact for good: what cannot come back needs to have been confirmed.
	 * @throws Error where it may not be removed ({@link Outgoing.isRemovable})
	 */
	async remove(fact: string): Promise<void> {
		const entry = this.#entries.get(fact);
		if (entry && !this.isRemovable(entry)) throw new Error(`not to be removed: ${fact}`);
		await this.#outbox.remove(fact);
	}
}
