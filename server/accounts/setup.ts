import { timingSafeEqual } from 'node:crypto';
import type { DocumentScope } from 'nano';
import { isConflict } from '../couchdb/couch.ts';
import { read, remove } from '../couchdb/documents.ts';
import { ServerError } from '../errors.ts';
import { codeFrom, typedCode } from './codes.ts';
import type { SetupDoc } from './privateDocs.ts';

const LENGTH = 12;
const ID = 'setup';
/** How long making the account may take after its place was taken, ms. */
const TIME_TO_FINISH = 60_000;

/** What {@link Setup} is given. */
export interface SetupOptions {
	readonly db: () => DocumentScope<SetupDoc>;
	/** The installation's key */
	readonly secret: () => Uint8Array;
	/** Whether there is somebody who can administer, by what stands in the database */
	readonly administered: () => Promise<boolean>;
	/** ms since 1970 */
	readonly clock: () => number;
}

/**
 * The code by which the first administrator is made. It follows from the installation's key, so that every server takes what another has
 * printed; it is kept nowhere, and good for nothing once there is an administrator.
 */
export class Setup {
	readonly #options: SetupOptions;
	/** The answer, where it lasts, or the look at the database that is under way */
	#needed: Promise<boolean> | undefined;

	constructor(options: SetupOptions) {
		this.#options = options;
	}

	/**
	 * True while nobody can administer. Once somebody can that stays so, since the last administrator cannot go: anybody may ask, and the
	 * database is not asked again. Before that all who ask at the same time share one look.
	 */
	needed(): Promise<boolean> {
		if (this.#needed) return this.#needed;
		const needed = this.#options.administered().then((is) => !is);
		this.#needed = needed;
		const lookAgain = (): void => {
			if (this.#needed === needed) this.#needed = undefined;
		};
		needed.then((is) => is && lookAgain(), lookAgain);
		return needed;
	}

	/** What was found out may be true no longer: the data are others, or an administrator was made. */
	startOver(): void {
		this.#needed = undefined;
	}

	/** The code. @throws ServerError `database-away` */
	get code(): string {
		return codeFrom(this.#options.secret(), 'setup', LENGTH);
	}

	/** @throws ServerError `setup-code-invalid` */
	check(typed: string): void {
		const encoder = new TextEncoder();
		const [given, right] = [encoder.encode(typedCode(typed)), encoder.encode(this.code)];
		if (given.length !== right.length || !timingSafeEqual(given, right))
			throw new ServerError('setup-code-invalid');
	}

	/**
	 * Takes the place of the first administrator; of several at once just one gets it. A place whose account was never made,
	 * since the server stopped in between, becomes free after a while.
	 * @throws ServerError `already-set-up`
	 */
	async claim(account: string, exists: (account: string) => Promise<boolean>): Promise<void> {
		const db = this.#options.db();
		const now = this.#options.clock();
		const there = await read(db, ID);
		if (there && (now - there.at < TIME_TO_FINISH || (await exists(there.account))))
			throw new ServerError('already-set-up');
		try {
			await db.insert({ _id: ID, ...(there ? { _rev: there._rev } : {}), account, at: now });
		} catch (error) {
			throw isConflict(error) ? new ServerError('already-set-up') : error;
		}
	}

	/** Gives the place back: the account could not be made. */
	async release(): Promise<void> {
		await remove(this.#options.db(), ID);
	}
}
