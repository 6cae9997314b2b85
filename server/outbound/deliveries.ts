/** What is on its way to outside: a document per message in `private`, until it has arrived. */
import type { Couch } from '../couchdb/couch.ts';
import { listByPrefix, remove, update } from '../couchdb/documents.ts';
import type { ConnectorName } from './connectors.ts';
import type { Failure } from './connectorState.ts';
import { pauseAfter } from './pauses.ts';

/** What the ids begin with, by connector. */
export const DELIVERIES: Readonly<Record<ConnectorName, string>> = {
	board: 'delivery:board:',
	access: 'delivery:access:'
};

/** Something that is being delivered. */
export interface Delivery {
	/** Id of the message that it is about */
	readonly message: string;
	/** Tries that were begun. One is counted before it is made: after a crash it may have arrived */
	readonly attempts: number;
	/** No try before, ms since 1970 */
	readonly next: number;
	/** Why the last try failed */
	readonly failure?: Failure;
}

/** The deliveries of one connector. `T`: what it remembers besides. */
export class Deliveries<T extends Delivery> {
	readonly #couch: Couch;
	readonly #prefix: string;

	constructor(couch: Couch, name: ConnectorName) {
		this.#couch = couch;
		this.#prefix = DELIVERIES[name];
	}

	/** All that are under way, by message. */
	async all(): Promise<Map<string, T>> {
		const docs = await listByPrefix<T>(this.#db, this.#prefix);
		return new Map(docs.map((doc) => [doc.message, doc]));
	}

	/**
	 * Changes one, or begins it. Of two servers that do so at once the second is given what the first has written.
	 * @returns how it stands afterwards
	 */
	async change(message: string, change: (old: T | undefined) => T | undefined): Promise<T | undefined> {
		return await update<T>(this.#db, this.#prefix + message, change);
	}

	/** It is over. */
	async forget(message: string): Promise<void> {
		await remove(this.#db, this.#prefix + message);
	}

	get #db() {
		return this.#couch.db<T>('private');
	}
}

/** What a failed try leaves: the next one comes after a pause that grows. */
export function putOff(
	delivery: Delivery,
	failure: Failure,
	wait?: number
): Pick<Delivery, 'next' | 'failure'> {
	return { next: failure.at + (wait ?? pauseAfter(delivery.attempts)), failure };
}
