import type { ServerResponse } from 'node:http';

/** Rings when a database has changed: one listener, for however many wait. */
export class Bell {
	readonly #changes: { cancel(): void };
	readonly #waiting = new Set<() => void>();
	#strokes = 0;
	#closed = false;

	constructor(db: PouchDB.Database) {
		const feed = db.changes({ live: true, since: 'now' });
		feed.on('change', () => this.#ring());
		feed.on('error', () => this.close());
		// a database that was removed ends its feed
		void feed.on('complete', () => this.close());
		this.#changes = feed;
	}

	/** How often it has rung. */
	get strokes(): number {
		return this.#strokes;
	}

	/** True where it will not ring any more. */
	get closed(): boolean {
		return this.#closed;
	}

	/** Settles at once where it has rung since `strokes`, else when it does, when the answer's connection goes, or at `until` (ms since 1970). */
	after(strokes: number, response: ServerResponse, until: number): Promise<void> {
		if (this.#strokes !== strokes || this.#closed || response.destroyed) return Promise.resolve();
		return new Promise((resolve) => {
			const timer =
				until === Infinity ? undefined : setTimeout(() => over(), Math.max(0, until - Date.now()));
			const over = (): void => {
				clearTimeout(timer);
				response.off('close', over);
				this.#waiting.delete(over);
				resolve();
			};
			this.#waiting.add(over);
			response.once('close', over);
		});
	}

	close(): void {
		if (this.#closed) return;
		this.#closed = true;
		this.#ring();
		this.#changes.cancel();
	}

	#ring(): void {
		this.#strokes += 1;
		for (const over of [...this.#waiting]) over();
	}
}
