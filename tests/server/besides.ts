import { findRunning } from '../../server/couchdb/embedded/handFile.ts';
import { startTestServer, type TestServer, type TestServerOptions } from './harness.ts';

/** Address of the database that a server of the tests uses, as `COUCHDB_URL` has it. */
export async function databaseOf({ ctx: { config } }: TestServer): Promise<string> {
	const url = config.couchdbUrl ?? (await findRunning(config.dataDir));
	if (url === undefined) throw new Error('the embedded database does not run');
	return url;
}

/** One more server on the databases of another. To be stopped first. */
export async function startBeside(server: TestServer, options: TestServerOptions = {}): Promise<TestServer> {
	return await startTestServer({
		...options,
		prefix: server.prefix,
		couchdbUrl: await databaseOf(server)
	});
}
