import type { Dispatcher } from 'undici';
import { ServerError } from '../errors.ts';
import type { Couch } from './couch.ts';

/** CouchDB ends a session after 10 minutes unless told otherwise; ours are renewed well before, in ms. */
const RENEW_AFTER = 4 * 60_000;

interface CouchSession {
	readonly cookie: Promise<string>;
	readonly since: number;
}

/** What is needed of the accounts in CouchDB; see `accountUsers.ts`. */
export interface Members {
	passwordOf(account: string): string;
	admit(account: string): Promise<void>;
}

/** A session in CouchDB for each account that the gateway acts as; renewed before it ends, and when CouchDB refuses it. */
export class AccountSessions {
	readonly #couch: Pick<Couch, 'origin'>;
	readonly #dispatcher: Dispatcher;
	readonly #members: Members;
	readonly #clock: () => number;
	readonly #sessions = new Map<string, CouchSession>();

	constructor(couch: Pick<Couch, 'origin'>, dispatcher: Dispatcher, members: Members, clock: () => number) {
		this.#couch = couch;
		this.#dispatcher = dispatcher;
		this.#members = members;
		this.#clock = clock;
	}

	/**
	 * The `Cookie` header that acts as the account. Several that ask at once share one sign-in: wrong or repeated ones would
	 * run into CouchDB's lockout.
	 */
	async cookieOf(account: string): Promise<string> {
		const known = this.#sessions.get(account);
		if (known && this.#clock() - known.since < RENEW_AFTER) return known.cookie;
		const session = { cookie: this.#signIn(account), since: this.#clock() };
		this.#sessions.set(account, session);
		session.cookie.catch(() => this.#drop(account, session));
		return session.cookie;
	}

	/** Another cookie than the one that CouchDB refused. */
	async renewedCookieOf(account: string, refused: string): Promise<string> {
		const known = this.#sessions.get(account);
		if (known && (await known.cookie.catch(() => refused)) === refused) this.#drop(account, known);
		return await this.cookieOf(account);
	}

	/** Forgets the session of an account that has ended. */
	forget(account: string): void {
		this.#sessions.delete(account);
	}

	#drop(account: string, session: CouchSession): void {
		if (this.#sessions.get(account) === session) this.#sessions.delete(account);
	}

	async #signIn(account: string): Promise<string> {
		const first = await this.#post(account);
		if (first.status !== 401) return cookieIn(first);
		// `_users` was restored from a backup older than the account, or without it
		await this.#members.admit(account);
		return cookieIn(await this.#post(account));
	}

	async #post(account: string): Promise<SignInAnswer> {
		const { origin, pathname } = new URL(this.#couch.origin);
		const { statusCode, headers, body } = await this.#dispatcher.request({
			origin,
			path: `${pathname.replace(/\/$/, '')}/_session`,
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify({ name: account, password: this.#members.passwordOf(account) })
		});
		await body.dump();
		return { status: statusCode, cookies: [headers['set-cookie'] ?? []].flat() };
	}
}

interface SignInAnswer {
	readonly status: number;
	readonly cookies: readonly string[];
}

function cookieIn({ status, cookies }: SignInAnswer): string {
	const cookie = cookies.find((line) => line.startsWith('AuthSession='));
	if (status !== 200 || cookie === undefined) throw new ServerError('database-away', { couchdb: status });
	return cookie.slice(0, cookie.indexOf(';'));
}
