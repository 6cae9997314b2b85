import type { DocumentScope } from 'nano';
import { create, listByPrefix, read, readMany, remove, update } from '../couchdb/documents.ts';
import { fingerprint, randomCode, randomToken, type Random } from './codes.ts';
import { identityOf, type Account, type Session } from './identity.ts';
import type { AccountDoc, TokenDoc } from './privateDocs.ts';

/** How long a session is believed without a look at the database, ms. Another process may end it in between. */
const BELIEVED = 5000;
const DAY = 24 * 3_600_000;
/**
 * How long a token is good without being used, ms. A tablet may lie in a drawer for months and has unsent facts all the same; a person
 * can sign in again.
 */
const UNUSED: Readonly<Record<Account['kind'], number>> = { device: 365 * DAY, person: 30 * DAY };
/**
 * How long a retired account may send what it has, ms: as long as a device is let work without contact unless settings say otherwise.
 * After that it is as good as lost: what it still has it seals, and it wipes itself at the next contact (DESIGN § 6).
 */
export const SENDS_FOR = 14 * DAY;
/** More than devices that ask at once; then all are asked for anew. */
const MOST = 10_000;

const ID = 'token:';

interface Known {
	readonly session: Promise<Session | undefined>;
	readonly since: number;
}

/** What is needed of the rest of the accounts. */
export interface TokensOptions {
	readonly db: () => DocumentScope<TokenDoc>;
	readonly readAccount: (name: string) => Promise<AccountDoc | undefined>;
	/** Many, by name */
	readonly readAccounts: (names: readonly string[]) => Promise<ReadonlyMap<string, AccountDoc>>;
	readonly random: Random;
	readonly clock: () => number;
}

/** The tokens that browsers hold; the database has their hashes alone (DESIGN § 5). */
export class Tokens {
	readonly #options: TokensOptions;
	readonly #known = new Map<string, Known>();
	/** Those that stood for something when they were looked at last */
	readonly #proven = new Set<string>();
	readonly #listeners = new Set<() => void>();

	constructor(options: TokensOptions) {
		this.#options = options;
	}

	/**
	 * A new token for the account.
	 * @param browser the part of a person's browser that goes on under another token; a new one where absent
	 */
	async issue(account: Account, browser?: string): Promise<string> {
		const { db, random, clock } = this.#options;
		const token = randomToken(random);
		const part = account.kind === 'person' ? { browser: browser ?? randomCode(random, 6).toLowerCase() } : {};
		await create(db(), idOf(token), { account: account.name, created: clock(), ...part });
		return token;
	}

	/**
	 * True for one that nobody has seen good yet, and that nobody is looking at either: anybody can make up as many as they like, and each
	 * is a question to the database.
	 */
	isStrange(token: string): boolean {
		return !this.#proven.has(token) && !this.#known.has(token);
	}

	/** What the token stands for; undefined where it stands for nothing, or no longer. */
	async sessionOf(token: string): Promise<Session | undefined> {
		const now = this.#options.clock();
		const known = this.#known.get(token);
		if (known && now - known.since < BELIEVED) return known.session;
		if (this.#known.size >= MOST) this.#known.clear();
		const session = this.#look(token);
		this.#known.set(token, { session, since: now });
		session.then(
			(found) => this.#note(token, found !== undefined),
			() => this.#known.delete(token)
		);
		return session;
	}

	#note(token: string, isGood: boolean): void {
		if (isGood) {
			if (this.#proven.size >= MOST) this.#proven.clear();
			this.#proven.add(token);
		} else {
			this.#known.delete(token);
			this.#proven.delete(token);
		}
	}

	async revoke(token: string): Promise<void> {
		this.#known.delete(token);
		await remove(this.#options.db(), idOf(token));
	}

	/** What many tokens stand for now, in two requests. */
	async sessionsOf(tokens: readonly string[]): Promise<Map<string, Session | undefined>> {
		const { db, readAccounts } = this.#options;
		const docs = await readMany(db(), tokens.map(idOf));
		const accounts = await readAccounts([...new Set([...docs.values()].map(({ account }) => account))]);
		return new Map(
			tokens.map((token) => {
				const doc = docs.get(idOf(token));
				const account = doc && accounts.get(doc.account);
				return [
					token,
					account && !this.#isOver(doc, account) ? this.#sessionBy(token, doc, account) : undefined
				];
			})
		);
	}

	/** Nothing is believed any more: an account was changed. */
	forget(): void {
		this.#known.clear();
		for (const listener of this.#listeners) listener();
	}

	/** Hears that an account was changed on this server. @returns what ends it */
	watch(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Removes those that are good no longer. */
	async clear(signal?: AbortSignal): Promise<void> {
		for (const { _id, ...doc } of await listByPrefix(this.#options.db(), ID)) {
			signal?.throwIfAborted();
			const account = await this.#options.readAccount(doc.account);
			if (!account || this.#isOver(doc, account)) await remove(this.#options.db(), _id);
		}
	}

	#isOver({ created, used = created }: TokenDoc, { kind, sessionsFrom = 0 }: AccountDoc): boolean {
		return created < sessionsFrom || this.#options.clock() - used > UNUSED[kind];
	}

	async #look(token: string): Promise<Session | undefined> {
		const { db, clock, readAccount } = this.#options;
		const doc = await read(db(), idOf(token));
		const account = doc && (await readAccount(doc.account));
		if (!account || this.#isOver(doc, account)) return undefined;
		const used = clock();
		// once a day is enough to tell what lies unused
		if (used - (doc.used ?? doc.created) > DAY) await update(db(), doc._id, (old) => old && { ...old, used });
		return this.#sessionBy(token, doc, account);
	}

	#sessionBy(token: string, { browser }: TokenDoc, account: AccountDoc): Session {
		const { status, endedAt, created } = account;
		const identity = identityOf(account, browser);
		if (status === 'active') return { token, identity, status };
		// older versions did not keep when it was
		const since = endedAt ?? created;
		const late = this.#options.clock() - since > SENDS_FOR;
		return { token, identity, status: late ? 'lost' : status, endedAt: since };
	}
}

function idOf(token: string): string {
	return ID + fingerprint(token);
}
