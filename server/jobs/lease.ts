import type { Couch } from '../couchdb/couch.ts';
import { read, remove, update } from '../couchdb/documents.ts';

/** `lease:<name>` in `private`: which server runs a job at the moment. */
interface LeaseDoc {
	/** Random, one per process */
	readonly owner: string;
	/** ms since 1970; others may take it over then */
	readonly until: number;
}

/** What a {@link Lease} is about. */
export interface LeaseOptions {
	readonly couch: Couch;
	/** What it is called at the moment, mostly as the job */
	readonly name: () => Promise<string>;
	/** Whether the database is the embedded one */
	readonly embedded: () => boolean;
	/** Random, one per process */
	readonly owner: string;
	/** How long it holds unless it is renewed, ms */
	readonly length: number;
	/** ms since 1970 */
	readonly clock: () => number;
}

/**
 * Keeps several servers from doing the same at the same time. Advice and no lock: clocks differ, and a server that was frozen wakes up
 * believing that it still holds it.
 */
export class Lease {
	readonly #options: LeaseOptions;
	/** Id of the one that is held */
	#held: string | undefined;

	constructor(options: LeaseOptions) {
		this.#options = options;
	}

	/** Takes or renews it. @returns false where another server holds it */
	async take(): Promise<boolean> {
		const { owner, length, clock, name } = this.#options;
		const id = this.#idOf(await name());
		if (this.#held !== id) await this.release();
		const now = clock();
		const kept = await update<LeaseDoc>(this.#db, id, (old) => {
			if (old && old.owner !== owner && old.until > now) return undefined;
			// every renewal is a write; half the time is warning enough for the others
			if (old?.owner === owner && old.until - now > length / 2 && old.until - now <= length) return undefined;
			return { owner, until: now + length };
		});
		this.#held = kept?.owner === owner ? id : undefined;
		return this.#held !== undefined;
	}

	/** Leaves the job to whoever is next. */
	async release(): Promise<void> {
		const id = this.#held;
		if (id === undefined) return;
		this.#held = undefined;
		const held = await read<LeaseDoc>(this.#db, id);
		if (held?.owner === this.#options.owner) await remove(this.#db, id);
	}

	get #db() {
		return this.#options.couch.db<LeaseDoc>('private');
	}

	#idOf(name: string): string {
		// Written thousands of times: a local document keeps no history, which nobody clears away in the embedded database. CouchDB does, but
		// there local documents are not locked.
		return `${this.#options.embedded() ? '_local/' : ''}lease:${name}`;
	}
}
