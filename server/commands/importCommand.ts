/** `npm run import`, bundled by the build: the importer's command with the directory of this installation (DESIGN § 8). */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { Accounts } from '../accounts/accounts.ts';
import { staffWithAccounts } from '../api/import.ts';
import { readConfig } from '../config.ts';
import { Couch } from '../couchdb/couch.ts';
import { CouchDirectory } from '../couchdb/directory.ts';
import { findRunning } from '../couchdb/embedded/handFile.ts';
import { startEmbedded } from '../couchdb/embedded/start.ts';
import { provision } from '../couchdb/provision.ts';
import { readValidators } from '../couchdb/validate/bundle.ts';
import { importCommand, type ImportEnvironment } from '../import/cli.ts';
import { BUILT_VALIDATORS } from '../start.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/** Finds the database: the one that COUCHDB_URL names, the embedded one of a running server, or else opens the embedded one itself. */
async function openStore(): ReturnType<ImportEnvironment['openStore']> {
	const { couchdbUrl, couchdbPrefix, dataDir } = readConfig(process.env);
	const there = couchdbUrl ?? (await findRunning(dataDir));
	const embedded = there === undefined ? await startEmbedded(dataDir, Date.now) : undefined;
	const close = async (): Promise<void> => embedded?.stop();
	try {
		const couch = new Couch(there ?? embedded?.url ?? '', couchdbPrefix);
		const validators = await readValidators(BUILT_VALIDATORS);
		const log = pino({ level: 'warn' }, pino.destination(2));
		const { secret } = await provision(couch, { validators, random, log });
		const sessions = { forget() {} };
		const accounts = new Accounts({ couch, sessions, secret: () => secret, random, clock: Date.now });
		return {
			store: new CouchDirectory(couch, accounts),
			keepStaff: await staffWithAccounts(accounts),
			close
		};
	} catch (error) {
		await close();
		throw error;
	}
}

process.exitCode = await importCommand(process.argv.slice(2), {
	openStore,
	print: (line) => console.log(line),
	warn: (line) => console.error(line)
});
