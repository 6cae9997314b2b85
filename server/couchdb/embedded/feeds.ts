import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UserContext } from '../validate/userContext.ts';
import { Bell } from './bell.ts';

/** `_changes` of a database, with its parameters. */
const FEED = /^\/([a-z][a-z0-9_-]*)\/_changes\?(.*)$/;
/** What the gateway lets through; anything else is left to express-pouchdb. */
const KNOWN = [
	'feed',
	'since',
	'limit',
	'style',
	'heartbeat',
	'timeout',
	'include_docs',
	'seq_interval',
	'conflicts'
];
/** CouchDB's own, ms */
const DEFAULT_TIMEOUT = 60_000;
/** Answers that are shared at once: devices ask for a few, and nobody is to fill the memory with others. */
const MOST_SHARED = 100;

type Answer = PouchDB.Core.ChangesResponse<object>;

/** As pouchdb-security keeps it. */
interface SecurityDoc {
	readonly security?: { readonly members?: { readonly roles?: readonly string[] } };
}

/** A feed that was asked for. */
interface Wanted {
	readonly since: number | 'now';
	readonly limit: number | undefined;
	readonly style: 'main_only' | 'all_docs';
	readonly include_docs: boolean;
	readonly conflicts: boolean;
}

/**
 * Waiting feeds (`feed=longpoll`). express-pouchdb has one listener and one query for each of them and each change, and a timer that
 * goes on where the browser left at the wrong moment. Here all feeds of a database wait for one bell, and those that ask for the same
 * are given the same answer.
 */
export class Feeds {
	readonly #find: (name: string) => PouchDB.Database | undefined;
	readonly #bells = new Map<PouchDB.Database, Bell>();
	/** Answers since the bell rang last, by what was asked for: those that are being made, and those that there is nothing */
	readonly #answers = new WeakMap<
		Bell,
		{ readonly strokes: number; readonly by: Map<string, Promise<Answer>> }
	>();

	/** @param find gives a database that is open */
	constructor(find: (name: string) => PouchDB.Database | undefined) {
		this.#find = find;
	}

	/**
	 * Takes a waiting feed over.
	 * @returns false where the request is none, or one that is not known here
	 */
	async take(request: IncomingMessage, response: ServerResponse, user: UserContext): Promise<boolean> {
		const [, name = '', raw = ''] = FEED.exec(request.url ?? '') ?? [];
		const query = new URLSearchParams(raw);
		if (query.get('feed') !== 'longpoll' || [...query.keys()].some((key) => !KNOWN.includes(key)))
			return false;
		const db = this.#find(name);
		// what a POST brings might choose documents; the gateway lets no account say anything there
		if (!db || (request.method === 'POST' && user.roles.includes('_admin'))) return false;
		if (!(await mayRead(db, user))) return false;
		request.resume();
		await this.#answer(db, query, response);
		return true;
	}

	/** Ends all waiting. */
	close(): void {
		for (const bell of this.#bells.values()) bell.close();
		this.#bells.clear();
	}

	async #answer(db: PouchDB.Database, query: URLSearchParams, response: ServerResponse): Promise<void> {
		const bell = this.#bellOf(db);
		const { update_seq: now } = await db.info();
		const since = query.get('since') === 'now' ? Number(now) : Number(query.get('since') ?? 0);
		const wanted: Wanted = {
			since,
			limit: query.has('limit') ? Number(query.get('limit')) : undefined,
			style: query.get('style') === 'all_docs' ? 'all_docs' : 'main_only',
			include_docs: query.get('include_docs') === 'true',
			conflicts: query.get('conflicts') === 'true'
		};
		response.writeHead(200, { 'content-type': 'application/json' });
		// as CouchDB does it: whoever waits knows that they do
		response.write('{"results":[\n');
		const until = Date.now() + Number(query.get('timeout') ?? DEFAULT_TIMEOUT);
		const beat = Number(query.get('heartbeat') ?? 0);
		const beating = beat > 0 ? setInterval(() => response.write('\n'), beat) : undefined;
		try {
			const { results, last_seq: last } = await this.#firstAnswer(
				db,
				bell,
				wanted,
				response,
				beat > 0 ? Infinity : until
			);
			response.end(
				`${results.map((row) => JSON.stringify(row)).join(',\n')}],\n"last_seq":${last},"pending":0}\n`
			);
		} finally {
			clearInterval(beating);
		}
	}

	/** What there is, as soon as there is something; or nothing, when the time is up or nobody listens any more. */
	async #firstAnswer(
		db: PouchDB.Database,
		bell: Bell,
		wanted: Wanted,
		response: ServerResponse,
		until: number
	): Promise<Pick<Answer, 'results' | 'last_seq'>> {
		for (;;) {
			const { strokes } = bell;
			const answer = await this.#ask(db, bell, wanted);
			if (answer.results.length > 0 || response.destroyed || bell.closed || Date.now() >= until)
				return answer;
			await bell.after(strokes, response, until);
		}
	}

	/**
	 * After a change all that wait ask for the same at once, and then, one after the other, for what comes next: nothing yet. What was
	 * found is let go of as soon as it is there, since with documents it is large.
	 */
	#ask(db: PouchDB.Database, bell: Bell, wanted: Wanted): Promise<Answer> {
		const shared = this.#sharedBy(bell);
		const key = JSON.stringify(wanted);
		const known = shared.get(key);
		if (known) return known;
		const [oldest] = shared.keys();
		if (oldest !== undefined && shared.size >= MOST_SHARED) shared.delete(oldest);
		const answer = Promise.resolve(db.changes({ ...wanted, return_docs: true }));
		shared.set(key, answer);
		const letGo = (): void => void (shared.get(key) === answer && shared.delete(key));
		answer.then(({ results }) => results.length > 0 && letGo(), letGo);
		return answer;
	}

	#sharedBy(bell: Bell): Map<string, Promise<Answer>> {
		const { strokes } = bell;
		const known = this.#answers.get(bell);
		if (known?.strokes === strokes) return known.by;
		const by = new Map<string, Promise<Answer>>();
		this.#answers.set(bell, { strokes, by });
		return by;
	}

	#bellOf(db: PouchDB.Database): Bell {
		const known = this.#bells.get(db);
		if (known && !known.closed) return known;
		const bell = new Bell(db);
		this.#bells.set(db, bell);
		return bell;
	}
}

async function mayRead(db: PouchDB.Database, { roles }: UserContext): Promise<boolean> {
	if (roles.includes('_admin')) return true;
	const kept = await db.get<SecurityDoc>('_local/_security').catch(() => undefined);
	// without one it is express-pouchdb's to say
	return kept?.security?.members?.roles?.some((role) => roles.includes(role)) ?? false;
}
