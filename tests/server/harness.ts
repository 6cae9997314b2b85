/** The real server in this process, on the embedded database, or on `COUCHDB_URL` with databases of its own. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import type { Identity } from '../../server/accounts/identity.ts';
import { readConfig, type Config } from '../../server/config.ts';
import { expelAccount } from '../../server/couchdb/accountUsers.ts';
import { DATABASES } from '../../server/couchdb/names.ts';
import { bundleValidators, type Validators } from '../../server/couchdb/validate/bundle.ts';
import { fillDemo } from '../../server/demo/fill.ts';
import { newLog } from '../../server/serverLog.ts';
import { onCluster, testDispatcher } from './couchCluster.ts';
import { SESSION_COOKIE } from '../../server/session.ts';
import { startServer, type RunningServer } from '../../server/start.ts';

/** How the server under test is set up. */
export interface TestServerOptions {
	/** Any free one where absent */
	readonly port?: number;
	/** A new folder, removed at the end, where absent */
	readonly dataDir?: string;
	/** Folder that is watched for import files */
	readonly importDir?: string;
	readonly demo?: boolean;
	/** ms since 1970 */
	readonly clock?: () => number;
	/** For a server that has to find the databases of another; new and random where absent */
	readonly prefix?: string;
	/** Other than `COUCHDB_URL`, or the embedded one where that is not set */
	readonly couchdbUrl?: string;
	/** A built PWA other than the project's own */
	readonly clientDir?: string;
	/** Log nothing: errors are part of the test */
	readonly quiet?: boolean;
	/** Let {@link startTestServer} return before the database is there */
	readonly impatient?: boolean;
	/** Other settings than `readConfig` gives */
	readonly settings?: Partial<Config>;
	/** How long requests to the database may stay without an answer, ms */
	readonly patience?: number;
	/** Where the log goes; errors go to standard error where absent */
	readonly logTo?: { write(line: string): void };
}

/** A paired device, by its cookie. */
export interface TestDevice {
	readonly cookie: string;
	readonly identity: Identity;
	/** A request to the server as this device; a body is sent as JSON */
	fetch(path: string, init?: { method?: string; body?: unknown; signal?: AbortSignal }): Promise<Response>;
}

/** A server that runs; after `restart` the getters give the new one. */
export interface TestServer {
	readonly url: string;
	readonly ctx: RunningServer['ctx'];
	readonly app: RunningServer['app'];
	/** Prefix of the databases */
	readonly prefix: string;
	/** Runs a job of the server once; none runs by itself */
	runJob(name: string): Promise<void>;
	/** A new device of that site. Does not use the API. */
	device(site?: { id: string; name: string }): Promise<TestDevice>;
	/** Stops the server and starts it again, on the same port, folder and databases; `meanwhile` runs in between */
	restart(meanwhile?: () => Promise<void>): Promise<void>;
	/** Reads the certificate's files again */
	renewCertificate(): void;
	/** Stops the server and removes what it left */
	stop(): Promise<void>;
}

const SITE = { id: 'LNU', name: 'Linz Urfahr' };

let validators: Promise<Validators> | undefined;

/** Bundled once for all tests of a file. */
export function testValidators(): Promise<Validators> {
	validators ??= bundleValidators();
	return validators;
}

/** Starts the server, and waits until its database is there. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
	const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'dienstbuch-test-')));
	const prefix = options.prefix ?? `test-${randomBytes(5).toString('hex')}-`;
	const base = readConfig({ DATA_DIR: dataDir, COUCHDB_PREFIX: prefix });
	const couchdbUrl = options.couchdbUrl ?? (process.env.COUCHDB_URL || undefined);
	const { clientDir = base.clientDir, demo = false } = options;
	const config: Config = {
		...base,
		importDir: options.importDir,
		port: options.port ?? 0,
		couchdbUrl,
		demo,
		clientDir,
		...options.settings
	};
	// what the server logs is of no interest unless it is an error
	const level = options.quiet ? 'silent' : (process.env.TEST_LOG ?? 'error');
	const log = options.logTo ? newLog('debug', options.logTo) : newLog(level, pino.destination(2));

	const start = async (port: number): Promise<RunningServer> => {
		const server = await startServer({
			config: { ...config, port },
			validators: await testValidators(),
			clock: options.clock,
			dispatcher: testDispatcher(options.patience),
			patience: options.patience,
			log
		});
		if (!options.impatient) await server.ctx.database.ready();
		return server;
	};

	let server = await start(config.port);
	if (options.demo) await fillDemo(server.ctx);

	return {
		get url() {
			return server.url;
		},
		get ctx() {
			return server.ctx;
		},
		get app() {
			return server.app;
		},
		prefix,
		async runJob(name) {
			const outcome = await server.jobs.run(name);
			if (outcome !== 'done') throw new Error(`job ${name}: ${outcome}`);
		},
		async device(site = SITE) {
			const { accounts } = server.ctx;
			const account = await accounts.createDeviceAccount({ label: 'Tablet', site });
			const token = await accounts.issueToken(account);
			const session = await accounts.sessionOfToken(token);
			if (!session) throw new Error('a token that was just issued stands for nothing');
			const cookie = `${SESSION_COOKIE}=${token}`;
			return {
				cookie,
				identity: session.identity,
				async fetch(to, init) {
					const answer = await ask(server.url + to, cookie, init);
					if (onCluster && to === '/db/messages/_bulk_docs' && answer.ok)
						await everywhere(server, init?.body);
					return answer;
				}
			};
		},
		renewCertificate() {
			server.renewCertificate();
		},
		async restart(meanwhile) {
			const { port } = new URL(server.url);
			await server.stop();
			await meanwhile?.();
			server = await start(Number(port));
		},
		async stop() {
			if (couchdbUrl !== undefined && options.prefix === undefined) await removeDatabases(server);
			await server.stop();
			if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
		}
	};
}

async function ask(
	url: string,
	cookie: string,
	{ method, body, signal }: { method?: string; body?: unknown; signal?: AbortSignal } = {}
): Promise<Response> {
	return await fetch(url, {
		method: method ?? (body === undefined ? 'GET' : 'POST'),
		headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		body: body === undefined ? undefined : JSON.stringify(body),
		signal
	});
}

/** Reading from all copies puts right those that lack it; see couchCluster.ts. */
async function everywhere({ ctx: { couch } }: RunningServer, body: unknown): Promise<void> {
	const { docs = [] } = body as { docs?: readonly { _id?: string }[] };
	const copies = { r: couch.nodes } as object;
	const read = docs.map(({ _id = '' }) => couch.db('messages').get(_id, copies));
	await Promise.allSettled(read);
}

async function removeDatabases({ ctx: { accounts, couch, database } }: RunningServer): Promise<void> {
	if (database.state.status !== 'ready') return;
	for (const { name } of await accounts.listAccounts()) await expelAccount(couch, name);
	for (const name of DATABASES) await couch.nano.db.destroy(couch.nameOf(name));
}
