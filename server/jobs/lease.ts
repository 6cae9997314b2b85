import type { Couch } from '../couchdb/couch.ts';
import { read, remove, update } from '../couchdb/documents.ts';

/** `lease:<job>` in `private`: which server runs a job at the moment. */
interface LeaseDoc {
	/** Random, one per process */
	readonly owner: string;
	/** ms since 1970; others may take it over then */
	readonly until: number;
}

/** What a {@link Lease} is about. */
export interface LeaseOptions {
	readonly couch: Couch;
	readonly job: string;
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
	#held = false;

	constructor(options: LeaseOptions) {
		this.#options = options;
	}

	/** Takes or renews it. @returns false where another server holds it */
	async take(): Promise<boolean> {
		const { owner, length, clock } = this.#options;
		const now = clock();
		const kept = await update<LeaseDoc>(this.#db, this.#id, (old) => {
			if (old && old.owner !== owner && old.until > now) return undefined;
			// every renewal is a write; half the time is warning enough for the others
			if (old?.owner === owner && old.until - now > length / 2 && old.until - now <= length) return undefined;
			return { owner, until: now + length };
		});
		this.#held = kept?.owner === owner;
		return this.#held;
	}

	/** Leaves the job to whoever is next. */
	async release(): Promise<void> {
		if (!this.#held) return;
		this.#held = false;
		const held = await read<LeaseDoc>(this.#db, this.#id);
		if (held?.owner === this.#options.owner) await remove(this.#db, this.#id);
	}

	get #db() {
		return this.#options.couch.db<LeaseDoc>('private');
	}

	get #id(): string {
		const { job, embedded } = this.#options;
		// Written thousands of times: a local document keeps no history, which nobody clears away in the embedded database. CouchDB does, but
		// there local documents are not locked.
		return `${embedded() ? '_local/' : ''}lease:${job}`;
	}
}
