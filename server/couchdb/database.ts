import type { FastifyBaseLogger } from 'fastify';
import { ServerError } from '../errors.ts';
import type { Couch } from './couch.ts';
import { isRestoring, readGeneration } from './generation.ts';
import { reasonOf } from '../serverLog.ts';
import { provision, type Foundation, type ProvisionOptions } from './provision.ts';

/** How the database stands. */
export type DatabaseState =
	| { readonly status: 'away'; readonly reason: string }
	| {
			readonly status: 'ready';
			readonly generation: string;
			/** Version of CouchDB, or of what is embedded */
			readonly version: string;
			/** JavaScript engine that validates */
			readonly engine: string;
			readonly embedded: boolean;
	  };

/** Pauses between tries while CouchDB is away, ms. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** How often a database that is ready is asked for its generation, ms: devices hear of another one this much later. */
const LOOK_EVERY = 2000;
/** How long a health check waits for CouchDB, ms. */
const PING_TIMEOUT = 3000;

/** What {@link Database} is given. */
export interface DatabaseOptions extends ProvisionOptions {
	readonly couch: Couch;
	readonly embedded: boolean;
	readonly log: FastifyBaseLogger;
}

/** The database from the view of the server: away until it is provisioned, then ready. Tries on by itself. */
export class Database {
	readonly #options: DatabaseOptions;
	#stopped = false;
	#timer: NodeJS.Timeout | undefined;
	readonly #ready: Promise<void>;
	readonly #replaced: (() => void)[] = [];
	#becomeReady: () => void = () => {};
	#state: DatabaseState = { status: 'away', reason: 'starting' };
	#foundation: Pick<Foundation, 'secret'> | undefined;
	#looks: Promise<unknown> = Promise.resolve();

	constructor(options: DatabaseOptions) {
		this.#options = options;
		this.#ready = new Promise((resolve) => (this.#becomeReady = resolve));
	}

	get state(): DatabaseState {
		return this.#state;
	}

	/** Settles once the databases are there; waits for as long as CouchDB is away. */
	ready(): Promise<void> {
		return this.#ready;
	}

	/** @param callback is called when all data may be another, before anybody is let through to it */
	whenReplaced(callback: () => void): void {
		this.#replaced.push(callback);
	}

	/** True for the one within this process, whether or not it answers at the moment. */
	get embedded(): boolean {
		return this.#options.embedded;
	}

	/** Key from which accounts' passwords are derived. @throws ServerError `database-away` */
	get secret(): Uint8Array {
		if (!this.#foundation) throw new ServerError('database-away');
		return this.#foundation.secret;
	}

	/** Provisions, in the background and again until it works; then keeps an eye on it. */
	start(): void {
		void this.#tryOn(FIRST_PAUSE);
	}

	/** Ends the tries. */
	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
	}

	/** True where CouchDB answers now. Of a cluster it leaves the nodes that do not. */
	async answers(): Promise<boolean> {
		const { couch } = this.#options;
		for (let untried = couch.nodes; untried > 0; untried -= 1) {
			const { origin } = couch;
			try {
				const answer = await fetch(origin, { signal: AbortSignal.timeout(PING_TIMEOUT) });
				// the embedded one asks for a password even here, and that is an answer too; a page of some proxy is none
				await answer.json();
				if (answer.status === 200 || answer.status === 401) return true;
			} catch {
				// the next one may
			}
			couch.lost(origin);
		}
		return false;
	}

	/**
	 * Looks whether the data has another generation by now, or is being restored: then nobody is let through until what there is now was
	 * set up, and what this process remembers of the former one is gone. Whoever looks while that is being done waits for it.
	 */
	look(): Promise<void> {
		const look = this.#looks.then(() => this.#lookNow());
		this.#looks = look.catch(() => undefined);
		return look;
	}

	async #lookNow(): Promise<void> {
		const before = this.#state;
		if (before.status !== 'ready') return;
		const found = await readGeneration(this.#options.couch);
		if (this.#state !== before || (found?.id === before.generation && found.restoring === undefined)) return;
		this.#options.log.info('the data was replaced');
		this.#state = { status: 'away', reason: 'the data was replaced' };
		await this.#tryOn(FIRST_PAUSE);
	}

	/** There is one timer at most: for the next try, or for the next look. */
	#plan(pause: number, callback: () => void): void {
		clearTimeout(this.#timer);
		if (!this.#stopped) this.#timer = setTimeout(callback, pause);
	}

	#lookLater(): void {
		this.#plan(LOOK_EVERY, () => {
			const before = this.#state;
			// a node that hangs is left: to hang is no error of the requests that wait for it
			const answered = this.#options.couch.nodes > 1 ? this.answers() : Promise.resolve(true);
			answered
				.then(() => this.look())
				// away for a moment: whoever needs it will say so
				.catch(() => undefined)
				.finally(() => this.#state === before && this.#lookLater());
		});
	}

	async #tryOn(pause: number): Promise<void> {
		const { couch, embedded, log } = this.#options;
		if (this.#stopped) return;
		try {
			if (await isRestoring(couch)) {
				this.#state = { status: 'away', reason: 'a restore is under way' };
				this.#plan(LOOK_EVERY, () => void this.#tryOn(FIRST_PAUSE));
				return;
			}
			const { generation, ...foundation } = await provision(couch, this.#options);
			const { version, engine } = await describe(couch, embedded);
			if (this.#foundation) for (const forget of this.#replaced) forget();
			this.#foundation = foundation;
			this.#state = { status: 'ready', generation, version, engine, embedded };
			log.info({ version, engine, embedded }, 'database ready');
			this.#becomeReady();
			this.#lookLater();
		} catch (error) {
			const reason = reasonOf(error);
			this.#state = { status: 'away', reason };
			log.warn({ reason, pause }, 'database not ready, trying again');
			this.#plan(pause, () => void this.#tryOn(Math.min(2 * pause, LONGEST_PAUSE)));
		}
	}
}

interface Versions {
	/** QuickJS, which CouchDB has in its own source, says no version */
	readonly javascript_engine?: { readonly name: string; readonly version?: string };
}

async function describe(couch: Couch, embedded: boolean): Promise<{ version: string; engine: string }> {
	const { version } = (await couch.nano.request({ path: '' })) as { version: string };
	if (embedded) return { version: `express-pouchdb ${version}`, engine: `node ${process.versions.node}` };
	const { javascript_engine: engine } = (await couch.nano
		.request({ path: '_node/_local/_versions' })
		.catch(() => ({}))) as Versions;
	return { version, engine: [engine?.name ?? 'unknown', engine?.version].filter(Boolean).join(' ') };
}
