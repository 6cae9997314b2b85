import type { FastifyBaseLogger } from 'fastify';
import { ServerError } from '../errors.ts';
import type { Couch } from './couch.ts';
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
	readonly #stopped = new AbortController();
	readonly #ready: Promise<void>;
	#becomeReady: () => void = () => {};
	#state: DatabaseState = { status: 'away', reason: 'starting' };
	#foundation: Foundation | undefined;

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

	/** Key from which accounts' passwords are derived. @throws ServerError `database-away` */
	get secret(): Uint8Array {
		if (!this.#foundation) throw new ServerError('database-away');
		return this.#foundation.secret;
	}

	/** Provisions, in the background and again until it works. */
	start(): void {
		void this.#tryOn(FIRST_PAUSE);
	}

	/** Ends the tries. */
	stop(): void {
		this.#stopped.abort();
	}

	/** True where CouchDB answers now. */
	async answers(): Promise<boolean> {
		try {
			const response = await fetch(this.#options.couch.origin, { signal: AbortSignal.timeout(PING_TIMEOUT) });
			// the embedded one asks for a password even here, and that is an answer too
			return response.status === 200 || response.status === 401;
		} catch {
			return false;
		}
	}

	async #tryOn(pause: number): Promise<void> {
		const { couch, embedded, log } = this.#options;
		if (this.#stopped.signal.aborted) return;
		try {
			const foundation = await provision(couch, this.#options);
			const { version, engine } = await describe(couch, embedded);
			this.#foundation = foundation;
			this.#state = { status: 'ready', generation: foundation.generation, version, engine, embedded };
			log.info({ version, engine, embedded }, 'database ready');
			this.#becomeReady();
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			this.#state = { status: 'away', reason };
			log.warn({ reason, pause }, 'database not ready, trying again');
			const timer = setTimeout(() => void this.#tryOn(Math.min(2 * pause, LONGEST_PAUSE)), pause);
			this.#stopped.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
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
