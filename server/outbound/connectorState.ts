/** How a connector is getting on: `connector-state:<name>` in `private`, shared by all servers. */
import type { Couch } from '../couchdb/couch.ts';
import { read, remove, update } from '../couchdb/documents.ts';
import type { ConnectorName } from './connectors.ts';
import { pauseAfter } from './pauses.ts';

/**
 * What is wrong. `unreachable`, `timeout`, `server-error`: the other side's, tried again · `rate-limited`: it asks to wait · `key-refused`:
 * key or user are wrong · `wrong-address`: something answers there, but not what is wanted · `rejected`: it does not take this one ·
 * `awaits-approval`: somebody over there has to let the post through
 */
export const FAILURE_CODES = [
	'unreachable',
	'timeout',
	'server-error',
	'rate-limited',
	'key-refused',
	'wrong-address',
	'rejected',
	'awaits-approval'
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

/** A failure, ms since 1970, with the other side's own words where it gave some. */
export interface Failure {
	readonly at: number;
	readonly code: FailureCode;
	readonly reason?: string;
}

/** How a connector is getting on. Times in ms since 1970. */
export interface ConnectorState {
	readonly lastSuccess?: number;
	/** What went wrong since the last success */
	readonly lastError?: Failure;
	/** Failures of the connector as a whole in a row */
	readonly failures: number;
	/** When it is tried again after the last failure; the board is sent nothing before */
	readonly pausedUntil: number;
	/** The other side asked to be sent nothing before */
	readonly askedUntil: number;
	/** How many are to be sent */
	readonly waiting: number;
}

const FRESH: ConnectorState = { failures: 0, pausedUntil: 0, askedUntil: 0, waiting: 0 };
/** Successes in a row write nothing for so long, ms: the state is for people to look at. */
const OFTEN_ENOUGH = 60_000;

/** Reads and notes how one connector is getting on. */
export class StateOfConnector {
	readonly #couch: Couch;
	readonly #id: string;

	constructor(couch: Couch, name: ConnectorName) {
		this.#couch = couch;
		this.#id = `connector-state:${name}`;
	}

	async read(): Promise<ConnectorState> {
		return { ...FRESH, ...(await read<ConnectorState>(this.#db, this.#id)) };
	}

	/** Something got through. */
	async succeeded(now: number): Promise<void> {
		await this.#change((old) =>
			old.failures === 0 && !old.lastError && now - (old.lastSuccess ?? 0) < OFTEN_ENOUGH
				? undefined
				: { ...FRESH, lastSuccess: now, waiting: old.waiting }
		);
	}

	/**
	 * Something did not get through.
	 * @param wait how long the other side asks to wait, ms
	 * @param pause until it is tried again otherwise, ms; grows with each failure in a row where absent
	 */
	async failed(failure: Failure, wait?: number, pause?: number): Promise<void> {
		await this.#change((old) => {
			const failures = old.failures + 1;
			const pausedUntil = failure.at + (wait ?? pause ?? pauseAfter(failures));
			const askedUntil = wait === undefined ? old.askedUntil : pausedUntil;
			return { ...old, failures, pausedUntil, askedUntil, lastError: failure };
		});
	}

	/** How many are to be sent. */
	async waits(waiting: number): Promise<void> {
		await this.#change((old) => (old.waiting === waiting ? undefined : { ...old, waiting }));
	}

	/** Forgets all: it was set up anew. */
	async reset(): Promise<void> {
		await remove(this.#db, this.#id);
	}

	async #change(change: (old: ConnectorState) => ConnectorState | undefined): Promise<void> {
		await update<ConnectorState>(this.#db, this.#id, (old) => change({ ...FRESH, ...old }));
	}

	get #db() {
		return this.#couch.db<ConnectorState>('private');
	}
}
