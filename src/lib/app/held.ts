import * as v from 'valibot';
import type { Settings } from '../data/settings.ts';
import { asFact } from '../domain/checkFact.ts';
import type { Fact } from '../domain/facts/registry.ts';

/** How long a fact that reaches somebody outside can be taken back (LOOK 6), in ms. */
export const TAKE_BACK_TIME = 5_000;
const KEY = 'app.held';

/** What {@link Held} does with facts: show at once, write when the time is up, unshow when taken back. */
export interface HeldActions {
	show(fact: Fact): void;
	unshow(fact: Fact): void;
	write(fact: Fact): Promise<void>;
}

/**
 * Facts that can still be taken back: blocks and lifts, for five seconds. They are stored on the device from the first moment, so a crash
 * within the five seconds loses none: the next start writes them.
 */
export class Held {
	readonly #settings: Settings;
	readonly #actions: HeldActions;
	readonly #waiting = new Map<string, { fact: Fact; timer: ReturnType<typeof setTimeout> }>();

	constructor(settings: Settings, actions: HeldActions) {
		this.#settings = settings;
		this.#actions = actions;
	}

	/** Writes what the last run of the app left behind. @throws StorageFull */
	async recover(): Promise<void> {
		const left = this.#settings.get(KEY, v.array(v.looseObject({}))) ?? [];
		for (const doc of left) {
			const fact = asFact(doc);
			if (fact) await this.#actions.write(fact);
		}
		if (left.length > 0) await this.#keep();
	}

	/** Holds a fact; it is stored when this resolves. @throws StorageFull: it was not */
	async hold(fact: Fact): Promise<void> {
		const timer = setTimeout(() => void this.release(fact._id), TAKE_BACK_TIME);
		this.#waiting.set(fact._id, { fact, timer });
		try {
			await this.#keep();
		} catch (error) {
			this.#forget(fact._id);
			throw error;
		}
		this.#actions.show(fact);
	}

	/** Takes a fact back: it was never written. False where its time was up already. */
	async takeBack(id: string): Promise<boolean> {
		const fact = this.#forget(id);
		if (!fact) return false;
		this.#actions.unshow(fact);
		await this.#keep();
		return true;
	}

	/** Writes a fact without waiting any longer. */
	async release(id: string): Promise<void> {
		const held = this.#waiting.get(id);
		if (!held) return;
		clearTimeout(held.timer);
		await this.#actions.write(held.fact);
		this.#forget(id);
		await this.#keep();
	}

	/** Writes all; for when the page is left. */
	async releaseAll(): Promise<void> {
		for (const id of [...this.#waiting.keys()]) await this.release(id);
	}

	#forget(id: string): Fact | undefined {
		const held = this.#waiting.get(id);
		if (!held) return undefined;
		clearTimeout(held.timer);
		this.#waiting.delete(id);
		return held.fact;
	}

	#keep(): Promise<void> {
		return this.#settings.set(
			KEY,
			[...this.#waiting.values()].map(({ fact }) => ({ ...fact }))
		);
	}
}
