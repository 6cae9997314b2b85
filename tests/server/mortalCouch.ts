/** A way to CouchDB that ends at one of the writes, as with a server that is killed there. */
import type { Dispatcher } from 'undici';
import { Couch } from '../../server/couchdb/couch.ts';
import { databaseOf } from './besides.ts';
import { testDispatcher } from './couchCluster.ts';
import type { TestServer } from './harness.ts';

/** Thrown where a test kills the server. */
class Killed extends Error {}

const READS = /\/(_bulk_get|_all_docs|_changes|_view\/[^/]+)$/;

function isWrite({ method, path }: Dispatcher.DispatchOptions): boolean {
	if (method === 'GET' || method === 'HEAD') return false;
	return !READS.test(path.split('?')[0] ?? '');
}

/**
 * The databases of a server, through a connection that ends before the write of that number, counted from 1. What is there then is the same as
 * after the write before it.
 */
export async function mortalCouch(server: TestServer, at: number): Promise<Couch> {
	let writes = 0;
	let dead = false;
	const killing: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
		if (isWrite(options)) writes += 1;
		dead ||= writes === at;
		if (dead) throw new Killed();
		return dispatch(options, handler);
	};
	return new Couch(await databaseOf(server), server.prefix, testDispatcher().compose(killing));
}
