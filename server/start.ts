import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { Accounts } from './accounts/accounts.ts';
import { browserAddress } from './address.ts';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import type { ServerContext } from './context.ts';
import { AccountSessions } from './couchdb/accountSessions.ts';
import { passwordOf } from './couchdb/accountUsers.ts';
import { Couch } from './couchdb/couch.ts';
import { Database } from './couchdb/database.ts';
import { CouchDirectory } from './couchdb/directory.ts';
import { startEmbedded } from './couchdb/embedded/start.ts';
import { readValidators, type Validators } from './couchdb/validate/bundle.ts';
import { connections, Upstream } from './gateway/upstream.ts';
import { OpenRequests } from './openRequests.ts';
import { projectRoot, version } from './project.ts';

/** What may differ from the real world in tests. */
export interface StartOptions {
	readonly config: Config;
	/** From the build where absent */
	readonly validators?: Validators;
	readonly clock?: () => number;
	readonly random?: (length: number) => Uint8Array;
	readonly log?: FastifyBaseLogger;
}

/** A server that listens. The database may still be away; `ctx.database.ready()` waits for it. */
export interface RunningServer {
	/** Address for browsers, without a slash at the end */
	readonly url: string;
	readonly ctx: ServerContext;
	readonly app: FastifyInstance;
	/** Ends feeds, finishes what is being answered, closes the embedded database. */
	stop(): Promise<void>;
}

/** Where the build puts the validate functions. */
export const BUILT_VALIDATORS = path.join(projectRoot, 'build', 'server', 'validators');

/**
 * Starts the server.
 * @throws ServerError `data-in-use` where another server has the data folder
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
	const { config, clock = Date.now, random = (length) => new Uint8Array(randomBytes(length)) } = options;
	// standard output is for people, and for scripts that read the address from it
	const log = options.log ?? pino({ level: 'info' }, pino.destination(2));
	const validators = options.validators ?? (await readValidators(BUILT_VALIDATORS));
	const embedded = config.couchdbUrl === undefined ? await startEmbedded(config.dataDir, clock) : undefined;
	const couch = new Couch(config.couchdbUrl ?? embedded?.url ?? '', config.couchdbPrefix);
	const database = new Database({ couch, embedded: embedded !== undefined, validators, random, log });
	const agent = connections();
	const members = {
		passwordOf: (account: string) => passwordOf(database.secret, account),
		admit: (account: string): Promise<void> => accounts.admit(account)
	};
	const sessions = new AccountSessions(couch.origin, agent, members, clock);
	const accounts = new Accounts({ couch, sessions, secret: () => database.secret, random, clock });
	let url = '';
	const ctx: ServerContext = {
		config,
		version,
		clock,
		random,
		log,
		database,
		couch,
		accounts,
		directory: new CouchDirectory(couch, accounts),
		address: () => url
	};
	async function stop(): Promise<void> {
		database.stop();
		const closed = app.close();
		await requests.none();
		app.server.closeAllConnections();
		await closed;
		await agent.destroy();
		await embedded?.stop();
	}
	const app = await buildApp(ctx, new Upstream(couch, sessions, agent));
	const requests = new OpenRequests(app.server);
	try {
		await app.listen({ port: config.port, host: config.host });
	} catch (error) {
		await stop();
		throw error;
	}
	database.start();
	const bound = app.server.address();
	url = browserAddress(config, bound !== null && typeof bound === 'object' ? bound.port : config.port);
	return { url, ctx, app, stop };
}
