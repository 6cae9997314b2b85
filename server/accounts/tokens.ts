import type { DocumentScope } from 'nano';
import { create, read, remove } from '../couchdb/documents.ts';
import { fingerprint, randomCode, randomToken, type Random } from './codes.ts';
import { identityOf, type Account, type Session } from './identity.ts';
import type { TokenDoc } from './privateDocs.ts';

/** How long a session is believed without a look at the database, ms. Another process may end it in between. */
const BELIEVED = 5000;
/** More than devices that ask at once; then all are asked for anew. */
const MOST = 10_000;

interface Known {
	readonly session: Promise<Session | undefined>;
	readonly since: number;
}

/** What is needed of the rest of the accounts. */
export interface TokensOptions {
	readonly db: () => DocumentScope<TokenDoc>;
	readonly readAccount: (name: string) => Promise<Account | undefined>;
	readonly random: Random;
	readonly clock: () => number;
}

/** The tokens that browsers hold; the database has their hashes alone (DESIGN § 5). */
export class Tokens {
	readonly #options: TokensOptions;
	readonly #known = new Map<string, Known>();

	constructor(options: TokensOptions) {
		this.#options = options;
	}

	/** A new token for the account. */
	async issue(account: Account): Promise<string> {
		const { db, random, clock } = this.#options;
		const token = randomToken(random);
		const browser = account.kind === 'person' ? { browser: randomCode(random, 6).toLowerCase() } : {};
		await create(db(), idOf(token), { account: account.name, created: clock(), ...browser });
		return token;
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
			(found) => found || this.#known.delete(token),
			() => this.#known.delete(token)
		);
		return session;
	}

	async revoke(token: string): Promise<void> {
		this.#known.delete(token);
		await remove(this.#options.db(), idOf(token));
	}

	/** Nothing is believed any more: an account was changed. */
	forget(): void {
		this.#known.clear();
	}

	async #look(token: string): Promise<Session | undefined> {
		const doc = await read(this.#options.db(), idOf(token));
		const account = doc && (await this.#options.readAccount(doc.account));
		return account && { token, identity: identityOf(account, doc.browser), status: account.status };
	}
}

function idOf(token: string): string {
	return `token:${fingerprint(token)}`;
}
