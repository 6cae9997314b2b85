/**
 * On a cluster a write is answered when a majority of the copies has it. The server as it is deployed leaves it at that, and so do its reads of
 * single documents, by `get` or by keys, which ask a majority as well and so see every write. Lists, views and feeds read one copy, and may not know
 * yet what was written a moment ago. The server lives with that: jobs decide by feeds, do what they missed at their next run, and say nothing that
 * only a list has told them; devices hear of it later; a page of Administration may show a change one look later.
 *
 * Tests look once and at once, so here each write of the server waits for all copies. What they cannot show for that reason: that somebody sees a list
 * as it was a moment ago. `nodeLost.couch.test.ts` makes its writes and reads without this wherever a copy is away.
 */
import type { Dispatcher } from 'undici';
import { wholeAnswers } from '../../server/couchdb/wholeAnswers.ts';

const addresses = (process.env.COUCHDB_URL ?? '').split(',');
const origins = addresses.length > 1 ? addresses.map((address) => new URL(address).origin) : [];

/** Whether the tests run on several nodes. */
export const onCluster = origins.length > 0;

/** Documents, one or many; a database itself has no such thing. */
const WRITES: Readonly<Record<string, RegExp>> = {
	PUT: /^\/[^/]+\/(?!_security)[^?]+/,
	DELETE: /^\/[^/]+\/[^?]+/,
	POST: /^\/[^/]+(\/_bulk_docs)?$/
};

const waiting: Dispatcher.DispatcherComposeInterceptor = (dispatch) => (options, handler) => {
	const { method, path, origin } = options;
	const write = origins.includes(String(origin)) && WRITES[method]?.test(path);
	if (!write) return dispatch(options, handler);
	const all = `w=${origins.length}`;
	return dispatch({ ...options, path: `${path}${path.includes('?') ? '&' : '?'}${all}` }, handler);
};

/** What the server's own requests go through in tests. @param patience of these, ms */
export function testDispatcher(patience?: number): Dispatcher {
	const usual = wholeAnswers(patience);
	return onCluster ? usual.compose(waiting) : usual;
}
