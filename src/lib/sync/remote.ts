import type { Database } from '../data/pouch.ts';
import type { Environment } from './environment.ts';
import { failureOf, request, type RequestFailed } from './http.ts';
import { PouchDB } from './replication.ts';

/** The server's database as a source for PouchDB's replication, and what last went wrong with it. */
export interface Remote {
	readonly database: Database;
	/** PouchDB hands on errors in many shapes; this is the one that was thrown. */
	readonly failure: RequestFailed | undefined;
}

/**
 * @param name `directory` or `messages`
 * @param generation is part of the checkpoint's id: another generation is pulled from its beginning
 */
export function remoteDatabase(environment: Environment, name: string, generation: string): Remote {
	const address = `/db/${name}`;
	let failure: RequestFailed | undefined;
	const call = async (to: string, init: RequestInit): Promise<Response> => {
		try {
			const response = await request(environment, to, init);
			failure = response.ok ? undefined : failureOf(response, environment.now());
			return response;
		} catch (error) {
			failure = error as RequestFailed;
			throw error;
		}
	};
	const database = new PouchDB(environment.origin + address, {
		adapter: 'http',
		skip_setup: true,
		fetch: (to: string | Request, init: RequestInit = {}) =>
			call(String(to).slice(environment.origin.length), init)
	} as PouchDB.Configuration.RemoteDatabaseConfiguration) as Database;
	Object.assign(database, {
		// PouchDB would ask `/` of the server, and take what a captive portal says for a new server (DESIGN § 3).
		id: () => Promise.resolve(`dienstbuch:${name}@${generation}`),
		// Asked for at each batch, for a counter that nobody reads, and without a catch.
		info: () => Promise.resolve({ db_name: name, update_seq: 0 }),
		// After one failed request PouchDB's own takes the server for one without _bulk_get for as long as the page lives.
		async bulkGet({ docs }: { docs: object[] }): Promise<unknown> {
			const response = await call(`${address}/_bulk_get?revs=true&latest=true`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', accept: 'application/json' },
				body: JSON.stringify({ docs })
			});
			if (!response.ok) throw failureOf(response, environment.now());
			return response.json();
		}
	});
	return {
		database,
		get failure() {
			return failure;
		}
	};
}
