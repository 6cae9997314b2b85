import type { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import type { AccountSessions } from '../couchdb/accountSessions.ts';
import type { Couch } from '../couchdb/couch.ts';
import { ServerError } from '../errors.ts';
import type { LetThrough } from './table.ts';

/** Feeds are never silent for longer than their heartbeat, which is a minute at most; ms. */
const SILENCE = 90_000;
/** For ordinary requests: a batch of large facts takes seconds to be validated. */
const PATIENCE = 60_000;

/** Connections to CouchDB. There is no limit to them: each waiting feed holds one, and ordinary requests must not queue behind. */
export function connections(): Agent {
	return new Agent({ connections: null, pipelining: 1, headersTimeout: PATIENCE, bodyTimeout: SILENCE });
}

/** What CouchDB answered, still coming in. */
export interface Answer {
	readonly status: number;
	readonly contentType: string | undefined;
	readonly body: Readable;
}

/** Asks CouchDB as an account. */
export class Upstream {
	readonly #couch: Couch;
	readonly #sessions: AccountSessions;
	readonly #dispatcher: Dispatcher;

	constructor(couch: Couch, sessions: AccountSessions, dispatcher: Dispatcher) {
		this.#couch = couch;
		this.#sessions = sessions;
		this.#dispatcher = dispatcher;
	}

	/**
	 * Passes a request on. Where CouchDB has ended the session it is renewed, and the request made once more.
	 * @throws ServerError `database-away`
	 */
	async ask(
		account: string,
		request: LetThrough,
		body: string | undefined,
		signal: AbortSignal
	): Promise<Answer> {
		try {
			const cookie = await this.#sessions.cookieOf(account);
			const first = await this.#send(cookie, request, body, signal);
			if (first.statusCode !== 401) return answerOf(first);
			await first.body.dump();
			const renewed = await this.#sessions.renewedCookieOf(account, cookie);
			return answerOf(await this.#send(renewed, request, body, signal));
		} catch (error) {
			if (error instanceof ServerError || signal.aborted) throw error;
			throw new ServerError('database-away', { reason: (error as { code?: string }).code });
		}
	}

	#send(
		cookie: string,
		{ row, query }: LetThrough,
		body: string | undefined,
		signal: AbortSignal
	): Promise<Dispatcher.ResponseData> {
		const { origin, pathname } = new URL(this.#couch.origin);
		const base = `${pathname.replace(/\/$/, '')}/${this.#couch.nameOf(row.database)}/${row.upstream}`;
		const feed = query.get('feed') === 'longpoll';
		return this.#dispatcher.request({
			origin,
			path: query.size > 0 ? `${base}?${new URLSearchParams([...query])}` : base,
			method: row.method,
			headers: { cookie, accept: 'application/json', 'content-type': 'application/json' },
			body,
			signal,
			headersTimeout: feed ? SILENCE : PATIENCE
		});
	}
}

/** None of CouchDB's headers reach the browser but the type: cookies and connection headers least of all. */
function answerOf({ statusCode, headers, body }: Dispatcher.ResponseData): Answer {
	return { status: statusCode, contentType: [headers['content-type']].flat()[0], body };
}
