/**
 * Stands in front of express-pouchdb: knows who asks, and lets accounts use no more than the gateway needs. express-pouchdb has
 * an authentication of its own, which we leave out: an anonymous `PUT` of a database ends its process, its cookie's Max-Age is
 * a thousandth of what was set, and it wants a log file and a configuration file.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { derivedKey, userDocId, type UserDoc } from '../accountUsers.ts';
import type { UserContext } from '../validate/userContext.ts';
import { readJson, sendJson } from './json.ts';

/** As long as CouchDB's own sessions, ms. */
const SESSION_LENGTH = 10 * 60_000;
const COOKIE = 'AuthSession';

/** What the guard needs from outside. */
export interface GuardOptions {
	/** Password of the administrator, and key of the session cookies */
	readonly secret: string;
	readonly clock: () => number;
	/** The account's document in `_users`; undefined where there is none */
	readUser(id: string): Promise<UserDoc | undefined>;
}

/** What an account may ask for; everything else is the administrator's. The path is compared as it was sent. */
const FOR_ACCOUNTS =
	/^(GET \/[a-z][a-z0-9_-]*\/?|(GET|POST) \/[a-z][a-z0-9_-]*\/_changes|POST \/[a-z][a-z0-9_-]*\/_bulk_(get|docs))$/;

const ADMIN: UserContext = { name: 'admin', roles: ['_admin'] };

function same(a: string, b: string): boolean {
	const encoder = new TextEncoder();
	const [left, right] = [encoder.encode(a), encoder.encode(b)];
	return left.length === right.length && timingSafeEqual(left, right);
}

/** Decides who asks, and whether they may. */
export class Guard {
	readonly #options: GuardOptions;

	constructor(options: GuardOptions) {
		this.#options = options;
	}

	/**
	 * Answers what is not let through, and `/_session`.
	 * @returns who asks, where the request is to go on to express-pouchdb
	 */
	async admit(request: IncomingMessage, response: ServerResponse): Promise<UserContext | undefined> {
		const [path = ''] = (request.url ?? '').split('?');
		const wanted = `${request.method} ${path}`;
		if (wanted === 'POST /_session') return this.#signIn(request, response);
		const user = await this.#whoAsks(request);
		if (!user) {
			sendJson(response, 401, { error: 'unauthorized', reason: 'Authentication required.' });
		} else if (wanted === 'GET /_session') {
			sendJson(response, 200, { ok: true, userCtx: user, info: {} });
		} else if (user === ADMIN || FOR_ACCOUNTS.test(wanted)) {
			return user;
		} else {
			sendJson(response, 403, { error: 'forbidden', reason: 'Not for this account.' });
		}
		return undefined;
	}

	async #signIn(request: IncomingMessage, response: ServerResponse): Promise<undefined> {
		const { name, password } = (await readJson(request)) as { name?: unknown; password?: unknown };
		const user =
			typeof name === 'string' && typeof password === 'string' && (await this.#verify(name, password));
		if (!user) {
			sendJson(response, 401, { error: 'unauthorized', reason: 'Name or password is incorrect.' });
			return;
		}
		const cookie = await this.#cookieFor(user.name);
		response.setHeader('set-cookie', `${COOKIE}=${cookie}; Version=1; Path=/; HttpOnly`);
		sendJson(response, 200, { ok: true, name: user.name, roles: user.roles });
	}

	async #whoAsks(request: IncomingMessage): Promise<UserContext | undefined> {
		const cookie = new RegExp(`(?:^|; *)${COOKIE}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1];
		if (cookie !== undefined) return this.#whoHolds(cookie);
		const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
		if (basic === undefined) return undefined;
		const [, name = '', password = ''] =
			/^([^:]*):(.*)$/s.exec(Buffer.from(basic, 'base64').toString()) ?? [];
		return this.#verify(name, password);
	}

	async #verify(name: string, password: string): Promise<UserContext | undefined> {
		if (name === ADMIN.name) return same(password, this.#options.secret) ? ADMIN : undefined;
		const user = await this.#options.readUser(userDocId(name));
		if (!user || !same(derivedKey(password, user.salt, user.iterations), user.derived_key)) return undefined;
		return { name, roles: user.roles };
	}

	/** The salt is part of it, as in CouchDB: a new password ends the sessions of the old one. */
	#sign(name: string, expires: number, salt: string): string {
		const proof = createHmac('sha256', this.#options.secret)
			.update(`${name}:${expires}:${salt}`)
			.digest('base64url');
		return Buffer.from(`${name}:${expires}:${proof}`).toString('base64url');
	}

	async #cookieFor(name: string | null): Promise<string> {
		const user = await this.#options.readUser(userDocId(name ?? ''));
		return this.#sign(name ?? '', this.#options.clock() + SESSION_LENGTH, user?.salt ?? '');
	}

	async #whoHolds(cookie: string): Promise<UserContext | undefined> {
		const [name = '', expires] = Buffer.from(cookie, 'base64url').toString().split(':');
		const user = await this.#options.readUser(userDocId(name));
		if (!user || !same(cookie, this.#sign(name, Number(expires), user.salt))) return undefined;
		return Number(expires) > this.#options.clock() ? { name, roles: user.roles } : undefined;
	}
}
