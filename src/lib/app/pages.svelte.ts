import type { Page } from './api/audit.ts';

/** A list that the server gives page by page. What was read stays while more is asked for, and when that fails. */
export class Pages<Row> {
	readonly #ask: (after?: string) => Promise<Page<Row>>;
	#rows = $state.raw<readonly Row[]>([]);
	#next = $state<string>();
	#state = $state<'asking' | 'done' | 'failed'>('asking');
	#failure = $state.raw<unknown>();
	#turn = 0;

	constructor(ask: (after?: string) => Promise<Page<Row>>) {
		this.#ask = ask;
	}

	get rows(): readonly Row[] {
		return this.#rows;
	}

	get state(): 'asking' | 'done' | 'failed' {
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
	async begin(): Promise<void> {
		await this.#load(undefined, []);
	}

	/** The next page, or the one that failed. Never rejects. */
	async loadMore(): Promise<void> {
		await this.#load(this.#next, this.#rows);
	}

	async #load(after: string | undefined, before: readonly Row[]): Promise<void> {
		this.#turn += 1;
		const turn = this.#turn;
		this.#state = 'asking';
		try {
			const { rows, next } = await this.#ask(after);
			if (turn !== this.#turn) return;
			this.#rows = [...before, ...rows];
			this.#next = next;
			this.#state = 'done';
		} catch (error) {
			if (turn !== this.#turn) return;
			this.#failure = error;
			this.#state = 'failed';
		}
	}
}
