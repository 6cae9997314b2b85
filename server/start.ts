import { randomBytes } from 'node:crypto';
import type { Server as HttpsServer } from 'node:https';
import path from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { Dispatcher } from 'undici';
import { Accounts } from './accounts/accounts.ts';
import { Audit } from './audit/audit.ts';
import { browserAddress } from './address.ts';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import type { ServerContext } from './context.ts';
import { AccountSessions } from './couchdb/accountSessions.ts';
import { passwordOf } from './couchdb/accountUsers.ts';
import { Couch } from './couchdb/couch.ts';
import { Database } from './couchdb/database.ts';
import { CouchDirectory } from './couchdb/directory.ts';
import { startEmbedded, type EmbeddedCouch } from './couchdb/embedded/start.ts';
import { readValidators, type Validators } from './couchdb/validate/bundle.ts';
import { wholeAnswers } from './couchdb/wholeAnswers.ts';
import { connections, Upstream } from './gateway/upstream.ts';
import { jobsFor } from './jobs/registry.ts';
import { Runner } from './jobs/runner.ts';
import { MessageLog } from './log/messageLog.ts';
import { countingRuns } from './metrics/countingRuns.ts';
import { Metrics } from './metrics/metrics.ts';
import { OpenRequests } from './openRequests.ts';
import { projectRoot, version } from './project.ts';
import { newLog } from './serverLog.ts';
import { readCertificate, renewCertificate } from './tls.ts';

/** What may differ from the real world in tests. */
export interface StartOptions {
	readonly config: Config;
	/** From the build where absent */
	readonly validators?: Validators;
	readonly clock?: () => number;
	readonly random?: (length: number) => Uint8Array;
	readonly log?: FastifyBaseLogger;
	/** Have the jobs run by themselves; otherwise only `jobs.run(name)` runs them */
	readonly runJobs?: boolean;
	/** What makes the server's own requests to CouchDB, the gateway's aside */
	readonly dispatcher?: Dispatcher;
	/** How long requests through the gateway may stay without an answer, feeds aside; ms */
	readonly patience?: number;
}

/** A server that listens. The database may still be away; `ctx.database.ready()` waits for it. */
export interface RunningServer {
	/** Address for browsers, without a slash at the end */
	readonly url: string;
	readonly ctx: ServerContext;
	readonly app: FastifyInstance;
	readonly jobs: Runner;
	/** Reads the certificate's files again, without interrupting anything. @throws ConfigError where there is none that is good */
	renewCertificate(): void;
	/** Ends jobs and feeds, finishes what is being answered, closes the embedded database. */
	stop(): Promise<void>;
}

/** How long jobs and answers may take to come to an end, ms; the process itself ends 2 s later (`main.ts`). */
const PATIENCE = 8000;

/** Settles after so many ms; keeps no process alive. */
function pauseOf(ms: number): Promise<void> {
	return new Promise((resolve) => {
		setTimeout(resolve, ms).unref();
	});
}

/** Where the build puts the validate functions. */
export const BUILT_VALIDATORS = path.join(projectRoot, 'build', 'server', 'validators');

/** What a server holds on to until it is stopped, besides the app. */
interface Ground {
	readonly embedded: EmbeddedCouch | undefined;
	/** Makes the server's own requests to CouchDB */
	readonly dispatcher: Dispatcher;
	/** Makes those of the gateway */
	readonly agent: Dispatcher;
}

/** Lets go of it: after that nothing of ours keeps the process alive. */
async function leave({ embedded, dispatcher, agent }: Ground): Promise<void> {
	await agent.destroy();
	await dispatcher.destroy();
	await embedded?.stop();
}

/**
 * Starts the server. Where that fails nothing is left running: the process can end, and the next start finds the data folder free.
 * @throws ServerError `data-in-use` where another server has the data folder
 * @throws ConfigError where the certificate is none that is good
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
	const { config, clock = Date.now } = options;
	// standard output is for people, and for scripts that read the address from it
	const log = options.log ?? newLog(config.logLevel, pino.destination(2));
	// what is set up wrongly is said before a database is begun with
	if (config.tls) readCertificate(config.tls);
	const validators = options.validators ?? (await readValidators(BUILT_VALIDATORS));
	const embedded = config.couchdbUrl === undefined ? await startEmbedded(config.dataDir, clock) : undefined;
	const { dispatcher = wholeAnswers() } = options;
	const ground: Ground = { embedded, dispatcher, agent: connections(options.patience) };
	try {
		return await serve({ ...options, log, validators, clock }, ground);
	} catch (error) {
		await leave(ground).catch((failure: unknown) => log.error({ err: failure }, 'could not stop in order'));
		throw error;
	}
}

async function serve(
	options: StartOptions & Required<Pick<StartOptions, 'log' | 'validators' | 'clock'>>,
	ground: Ground
): Promise<RunningServer> {
	const { config, log, validators, clock } = options;
	const { random = (length) => new Uint8Array(randomBytes(length)) } = options;
	const { embedded, dispatcher, agent } = ground;
	const couch = new Couch(config.couchdbUrl ?? embedded?.url ?? '', config.couchdbPrefix, dispatcher);
	const database = new Database({
		couch,
		shards: config.couchdbShards,
		embedded: embedded !== undefined,
		validators,
		random,
		log
	});
	const members = {
		passwordOf: (account: string) => passwordOf(database.secret, account),
		admit: (account: string): Promise<void> => accounts.admit(account)
	};
	const sessions = new AccountSessions(couch, agent, members, clock);
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
		audit: new Audit({ couch, clock, random }),
		directory: new CouchDirectory(couch, accounts),
		messages: new MessageLog(couch),
		metrics: new Metrics(clock),
		address: () => url
	};
	database.whenReplaced(() => ctx.messages.startOver());
	database.whenReplaced(() => accounts.startOver());
	const countedJobs = jobsFor(config).map((make) => countingRuns(ctx.metrics, make));
	const runner = new Runner(ctx, countedJobs);
	async function close(): Promise<void> {
		database.stop();
		// nobody new is let in, and the jobs are told, before anything is waited for
		const closed = app.close();
		const finished = Promise.all([runner.stop(), requests.none()]);
		await Promise.race([finished, pauseOf(PATIENCE)]);
		requests.close();
		await closed;
	}
	const app = await buildApp(ctx, new Upstream(couch, sessions, agent));
	const requests = new OpenRequests(app.server);
	try {
		await app.listen({ port: config.port, host: config.host });
	} catch (error) {
		await close();
		throw error;
	}
	database.start();
	if (options.runJobs) void database.ready().then(() => runner.start());
	const bound = app.server.address();
	url = browserAddress(config, bound !== null && typeof bound === 'object' ? bound.port : config.port);
	const renew = (): void => {
		if (config.tls) renewCertificate(app.server as unknown as HttpsServer, config.tls);
	};
	const stop = async (): Promise<void> => {
		await close();
		await leave(ground);
	};
	return { url, ctx, app, jobs: runner, renewCertificate: renew, stop };
}
