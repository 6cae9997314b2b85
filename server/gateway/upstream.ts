import type { Readable } from 'node:stream';
import { Agent, type Dispatcher } from 'undici';
import type { AccountSessions } from '../couchdb/accountSessions.ts';
import type { Couch } from '../couchdb/couch.ts';
import { wholeFor } from '../couchdb/wholeAnswers.ts';
import { ServerError, type ErrorCode } from '../errors.ts';
import type { LetThrough } from './table.ts';

/** Feeds are never silent for longer than their heartbeat, which is a minute at most; ms. */
const SILENCE = 90_000;
/** For ordinary requests: a batch of large facts takes seconds to be validated. */
const PATIENCE = 60_000;

/**
 * Connections to CouchDB. There is no limit to them: each waiting feed holds one, and ordinary requests must not queue behind. What it says of the
 * facts that a device has sent is short, and there in full or not at all.
 * @param patience with a request that is no feed, ms
 */
export function connections(patience = PATIENCE): Dispatcher {
	const timeouts = { headersTimeout: patience, bodyTimeout: SILENCE };
	return new Agent({ connections: null, pipelining: 1, ...timeouts }).compose(
		wholeFor(({ path }) => path.endsWith('/_bulk_docs'))
	);
}

/** What CouchDB answered, still coming in: JSON. */
export interface Answer {
	readonly status: number;
	readonly body: Readable;
}

/** Statuses with which CouchDB gives what was asked for. */
const GIVEN: readonly number[] = [200, 201, 202];
/** What it means to whoever asked that CouchDB did not: how much comes at once is theirs to change (rule P4). */
const THEIRS: Readonly<Record<number, ErrorCode>> = { 400: 'bad-request', 413: 'too-large' };

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
	 * Passes a request on. Where CouchDB has ended the session it is renewed, and the request made once more; where a node of a cluster cannot
	 * be reached, the next one is asked: nothing that the table lets through does more when it comes twice.
	 * @throws ServerError `database-away`, also where CouchDB answers with something else than what was asked for; `bad-request`, `too-large`
	 */
	async ask(
		account: string,
		request: LetThrough,
		body: string | undefined,
		signal: AbortSignal
	): Promise<Answer> {
		for (let untried = this.#couch.nodes; ; untried -= 1) {
			const { origin } = this.#couch;
			try {
				return await this.#askAs(account, request, body, signal);
			} catch (error) {
				if (error instanceof ServerError || signal.aborted) throw error;
				this.#couch.lost(origin);
				if (untried <= 1)
					throw new ServerError('database-away', { reason: (error as { code?: string }).code });
			}
		}
	}

	async #askAs(
		account: string,
		request: LetThrough,
		body: string | undefined,
		signal: AbortSignal
	): Promise<Answer> {
		const cookie = await this.#sessions.cookieOf(account);
		const first = await this.#send(cookie, request, body, signal);
		if (first.statusCode !== 401) return await answerOf(first);
		await first.body.dump();
		const renewed = await this.#sessions.renewedCookieOf(account, cookie);
		return await answerOf(await this.#send(renewed, request, body, signal));
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
			...(feed ? { headersTimeout: SILENCE } : {})
		});
	}
}

/**
 * None of CouchDB's headers reach the browser (cookies and connection headers least of all), and none of its errors: these tell of addresses
 * and insides, and what a proxy in between says may be a page with scripts.
 */
async function answerOf({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Answer> {
	const type = [headers['content-type']].flat()[0] ?? '';
	if (GIVEN.includes(statusCode) && type.startsWith('application/json')) return { status: statusCode, body };
	await body.dump();
	throw new ServerError(THEIRS[statusCode] ?? 'database-away', { couchdb: statusCode });
}
