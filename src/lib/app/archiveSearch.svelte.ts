import type { ArchiveQuery, AskArchive } from './api/archive.ts';
import { archivedMessage, type ArchivedMessage } from './archivedMessage.ts';

/** A search in the archive, page by page. What was found stays while more is asked for, and when that fails. */
export class ArchiveSearch {
	readonly #ask: AskArchive;
	readonly #now: () => number;
	#query: ArchiveQuery | undefined;
	#found = $state.raw<readonly ArchivedMessage[]>([]);
	#next = $state<string>();
	#state = $state<'idle' | 'asking' | 'done' | 'failed'>('idle');
	#failure = $state.raw<unknown>();
	#turn = 0;

	/** @param now the corrected time, ms since 1970, UTC */
	constructor(ask: AskArchive, now: () => number) {
		this.#ask = ask;
		this.#now = now;
	}

	/** Newest first. */
	get found(): readonly ArchivedMessage[] {
		return this.#found;
	}

	get state(): 'idle' | 'asking' | 'done' | 'failed' {
		return this.#state;
	}

	/** Why the last asking failed. */
	get failure(): unknown {
		return this.#failure;
	}

	/** True where there is more to load. */
	get more(): boolean {
		return this.#next !== undefined;
	}

	/** Begins anew. Of several that overlap the last one counts. Never rejects. */
	async search(query: ArchiveQuery): Promise<void> {
		this.#query = query;
		this.#next = undefined;
		await this.#load(query, undefined, []);
	}

	/** "Weitere laden", and "Erneut versuchen" where that failed. Never rejects. */
	async loadMore(): Promise<void> {
		if (!this.#query || this.#state === 'asking') return;
		if (this.#next === undefined && this.#state !== 'failed') return;
		await this.#load(this.#query, this.#next, this.#next === undefined ? [] : this.#found);
	}

	/** Takes a message off the list: it was restored. */
	drop(message: string): void {
		this.#found = this.#found.filter(({ view }) => view.id !== message);
	}

	async #load(
		query: ArchiveQuery,
		after: string | undefined,
		before: readonly ArchivedMessage[]
	): Promise<void> {
		this.#turn += 1;
		const turn = this.#turn;
		this.#state = 'asking';
		try {
			const { messages, next } = await this.#ask(query, after);
			if (turn !== this.#turn) return;
			const known = new Set(before.map(({ view }) => view.id));
			const fresh = messages
				.flatMap((facts) => archivedMessage(facts, this.#now()) ?? [])
				.filter(({ view }) => !known.has(view.id));
			this.#found = [...before, ...fresh];
			this.#next = next;
			this.#failure = undefined;
			this.#state = 'done';
		} catch (error) {
			if (turn !== this.#turn) return;
			// What belongs to another question is no answer to this one.
			if (after === undefined) this.#found = [];
			this.#failure = error;
			this.#state = 'failed';
		}
	}
}
