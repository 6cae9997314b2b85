import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import type { Config } from '../config.ts';
import { Couch } from '../couchdb/couch.ts';
import { findRunning } from '../couchdb/embedded/handFile.ts';
import { startEmbedded } from '../couchdb/embedded/start.ts';
import { provision, type Foundation } from '../couchdb/provision.ts';
import type { Validators } from '../couchdb/validate/bundle.ts';

/** Longer than servers take to notice another generation, and to finish what they were at, ms. */
const SETTLED = 8000;

/** What of the configuration says where the databases are. */
export type Whereabouts = Pick<Config, 'couchdbUrl' | 'couchdbPrefix' | 'couchdbShards' | 'dataDir'>;

/** The databases of this installation, open for a command. */
export interface OpenCouch {
	readonly couch: Couch;
	readonly random: (length: number) => Uint8Array;
	/** Lays down what they stand on, see `provision` */
	provision(): Promise<Foundation>;
	/** Waits until servers that may run have noticed another generation */
	settle(): Promise<void>;
	close(): Promise<void>;
}

/**
 * Opens the databases for a command: those that COUCHDB_URL names, else the embedded ones of a running server, else the embedded ones of
 * the data folder, opened for the while (DESIGN § 5).
 */
export async function openCouch(
	{ couchdbUrl, couchdbPrefix, couchdbShards: shards, dataDir }: Whereabouts,
	validators: Validators
): Promise<OpenCouch> {
	const there = couchdbUrl ?? (await findRunning(dataDir));
	const embedded = there === undefined ? await startEmbedded(dataDir, Date.now) : undefined;
	const couch = new Couch(there ?? embedded?.url ?? '', couchdbPrefix);
	const log = pino({ level: 'warn' }, pino.destination(2));
	const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
	return {
		couch,
		random,
		provision: () => provision(couch, { validators, random, log, shards }),
		// nobody else can be at a database that was opened here
		settle: () => (embedded ? Promise.resolve() : setTimeout(SETTLED)),
		close: async () => embedded?.stop()
	};
}
