import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { Accounts } from '../accounts/accounts.ts';
import { staffWithAccounts } from '../api/import.ts';
import { COMMAND } from '../audit/who.ts';
import type { Config } from '../config.ts';
import { Couch } from '../couchdb/couch.ts';
import { openDirectory } from '../directory/openDirectory.ts';
import { findRunning } from '../couchdb/embedded/handFile.ts';
import { startEmbedded } from '../couchdb/embedded/start.ts';
import { provision } from '../couchdb/provision.ts';
import type { Validators } from '../couchdb/validate/bundle.ts';
import type { ImportEnvironment } from '../import/cli.ts';
import { recordImport } from '../import/history.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/**
 * The directory of this installation for a command: in the database that COUCHDB_URL names, else in the embedded one of a running server, else
 * in the embedded one that is opened for the while (DESIGN § 5).
 */
export async function openStore(
	{
		couchdbUrl,
		couchdbPrefix,
		couchdbShards: shards,
		dataDir
	}: Pick<Config, 'couchdbUrl' | 'couchdbPrefix' | 'couchdbShards' | 'dataDir'>,
	validators: Validators
): ReturnType<ImportEnvironment['openStore']> {
	const there = couchdbUrl ?? (await findRunning(dataDir));
	const embedded = there === undefined ? await startEmbedded(dataDir, Date.now) : undefined;
	const close = async (): Promise<void> => embedded?.stop();
	try {
		const couch = new Couch(there ?? embedded?.url ?? '', couchdbPrefix);
		const log = pino({ level: 'warn' }, pino.destination(2));
		const { secret } = await provision(couch, { validators, random, log, shards });
		const sessions = { forget() {} };
		const accounts = new Accounts({ couch, sessions, secret: () => secret, random, clock: Date.now });
		return {
			store: openDirectory({ couch, accounts, random, clock: Date.now }, COMMAND),
			keepStaff: await staffWithAccounts(accounts),
			remember: (report) =>
				recordImport({ couch, random, clock: Date.now }, { source: 'command' }, { report }),
			close
		};
	} catch (error) {
		await close();
		throw error;
	}
}
