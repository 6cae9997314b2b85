import type { ServerResponse } from 'node:http';

/** A question to an index, as the administrator's requests have it. */
const VIEW = /^\/[a-z][a-z0-9_-]*\/_design\/[^/]+\/_view\//;

/** True for the path of a request that asks an index. */
export function asksIndex(path: string): boolean {
	return VIEW.test(path);
}

/** Keeps an index from being removed while somebody asks it: PouchDB would never answer. */
export class IndexTurns {
	readonly #asked = new Set<Promise<void>>();
	#removing: Promise<void> | undefined;

	/** Resolves once it may be asked; until the answer is given none is removed. */
	async ask(response: ServerResponse): Promise<void> {
		while (this.#removing) await this.#removing;
		// whoever asked may have gone meanwhile
		if (response.closed) return;
		const over = new Promise<void>((resolve) => response.once('close', resolve));
		this.#asked.add(over);
		void over.then(() => this.#asked.delete(over));
	}

	/** Removes indexes once all who ask have their answers; who comes meanwhile waits. Not for two at a time. */
	async remove(work: () => Promise<void>): Promise<void> {
		const removed = Promise.all(this.#asked).then(work);
		this.#removing = removed.catch(() => undefined).finally(() => (this.#removing = undefined));
		await removed;
	}
}
