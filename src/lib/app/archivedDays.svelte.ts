import type { Period } from '../domain/reports/period.ts';
import { addDays } from '../domain/time/zone.ts';
import type { MessageView } from '../domain/views/message.ts';
import type { AskArchive } from './api/archive.ts';
import { archivedMessage } from './archivedMessage.ts';
import { askedOf } from './archiveFilter.ts';

/** Messages that are asked for at once: counting needs them all, so in few answers. */
const PAGE = 200;

/** The archived messages of the days that a report is about, all of them: fetched once somebody wants them counted. Reactive. */
export class ArchivedDays {
	readonly #ask: AskArchive;
	#days = $state.raw<Period>();
	#views = $state.raw<readonly MessageView[]>([]);
	#read = $state(0);
	#asking = $state(false);
	#failure = $state.raw<unknown>();

	constructor(ask: AskArchive) {
		this.#ask = ask;
	}

	/** Those of the days that were fetched last, and of the day before and after: each site has a calendar of its own. */
	get views(): readonly MessageView[] {
		return this.#views;
	}

	/** How many have arrived while they are fetched. */
	get read(): number {
		return this.#read;
	}

	get asking(): boolean {
		return this.#asking;
	}

	/** Why the last fetching failed; undefined where it did not. */
	get failure(): unknown {
		return this.#failure;
	}

	/** True where all that the archive has of these days is here. */
	covers({ from, until }: Period): boolean {
		return this.#days !== undefined && this.#days.from <= from && this.#days.until >= until;
	}

	/** Fetches them, in place of those that were here. What was here stays if that fails. Never rejects. */
	async fetch(days: Period, timeZone: string): Promise<void> {
		if (this.#asking) return;
		this.#asking = true;
		this.#failure = undefined;
		this.#read = 0;
		try {
			this.#views = await this.#all(
				{ from: addDays(days.from, -1), until: addDays(days.until, 1) },
				timeZone
			);
			this.#days = days;
		} catch (error) {
			this.#failure = error;
		} finally {
			this.#asking = false;
		}
	}

	async #all(days: Period, timeZone: string): Promise<MessageView[]> {
		const query = askedOf({ text: '', contact: '', site: '', kind: '', ...days }, timeZone);
		const views: MessageView[] = [];
		let after: string | undefined;
		do {
			const { messages, next } = await this.#ask(query, after, PAGE);
			// no report asks whether a block stands, which alone depends on the time
			views.push(...messages.flatMap((facts) => archivedMessage(facts, 0)?.view ?? []));
			this.#read = views.length;
			after = next;
		} while (after !== undefined);
		return views;
	}
}
