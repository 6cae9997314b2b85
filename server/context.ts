import type { FastifyBaseLogger } from 'fastify';
import type { Accounts } from './accounts/accounts.ts';
import type { Audit } from './audit/audit.ts';
import type { Config } from './config.ts';
import type { Couch } from './couchdb/couch.ts';
import type { Database } from './couchdb/database.ts';
import type { MessageLog } from './log/messageLog.ts';
import type { DirectoryStore } from './import/directoryStore.ts';
import type { Metrics } from './metrics/metrics.ts';

/** What every part of the server is given. Clock and randomness come from here, never from globals. */
export interface ServerContext {
	readonly config: Config;
	/** Version of server and app */
	readonly version: string;
	/** ms since 1970, UTC */
	readonly clock: () => number;
	/** That many random bytes, fit for keys */
	readonly random: (length: number) => Uint8Array;
	readonly log: FastifyBaseLogger;
	readonly database: Database;
	/** The databases with an administrator's rights */
	readonly couch: Couch;
	readonly accounts: Accounts;
	/** Who did what; append-only */
	readonly audit: Audit;
	readonly directory: DirectoryStore;
	/** The facts in memory; whoever needs them has it catch up first */
	readonly messages: MessageLog;
	readonly metrics: Metrics;
	/** Address under which browsers reach this server, without a slash at the end; known once it listens */
	address(): string;
}
