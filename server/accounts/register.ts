import type { DocumentScope } from 'nano';
import type { AccountSessions } from '../couchdb/accountSessions.ts';
import { admitAccount, expelAccount } from '../couchdb/accountUsers.ts';
import type { Couch } from '../couchdb/couch.ts';
import { create, listByPrefix, read, update } from '../couchdb/documents.ts';
import { ServerError } from '../errors.ts';
import { randomName, randomToken, type Random } from './codes.ts';
import { hashPassword } from './hashing.ts';
import type { Account, AccountStatus, Named } from './identity.ts';
import type { AccountDoc, NewPerson, SeenDoc, UsernameDoc } from './privateDocs.ts';

/** How often it is noted that an account was seen, ms. */
const SEEN_EVERY = 60_000;

/** What the register is given. */
export interface RegisterOptions {
	readonly couch: Couch;
	readonly sessions: Pick<AccountSessions, 'forget'>;
	readonly secret: () => Uint8Array;
	readonly random: Random;
	readonly clock: () => number;
}

/** User names are equal whatever their case and composition. */
export function normalizedUsername(username: string): string {
	return username.trim().normalize('NFKC').toLowerCase();
}

/** The accounts themselves: in `private` what we know of them, in `_users` what CouchDB needs. */
export class Register {
	readonly #options: RegisterOptions;
	readonly #seen = new Map<string, number>();

	constructor(options: RegisterOptions) {
		this.#options = options;
	}

	async addDevice({ label, site }: { label: string; site: Named }): Promise<Account> {
		const { random, clock } = this.#options;
		const name = randomName(random, 'd');
		return await this.#add({ name, kind: 'device', label, site, status: 'active', created: clock() });
	}

	/** @param name of the account, from {@link newPersonName} @throws ServerError `username-taken` */
	async addPerson(name: string, { username, password, staff, role, site }: NewPerson): Promise<Account> {
		const passwordHash = await hashPassword(password);
		await this.#takeUsername(username, name);
		const person = { username, staff, role, site, label: staff.name, passwordHash };
		return await this.#add({
			name,
			kind: 'person',
			status: 'active',
			created: this.#options.clock(),
			...person
		});
	}

	newPersonName(): string {
		return randomName(this.#options.random, 'p');
	}

	async read(name: string): Promise<Account | undefined> {
		const doc = await read(this.#accounts(), accountId(name));
		return doc && withoutSecrets(doc);
	}

	/** The account of a user name and its password's hash. */
	async readPerson(username: string): Promise<{ account: Account; passwordHash?: string } | undefined> {
		const taken = await read(this.#db<UsernameDoc>(), usernameId(username));
		const doc = taken && (await read(this.#accounts(), accountId(taken.account)));
		return doc && { account: withoutSecrets(doc), passwordHash: doc.passwordHash };
	}

	/** Every account, with the time it was seen last. */
	async list(): Promise<Account[]> {
		const [accounts, seen] = await Promise.all([
			listByPrefix(this.#accounts(), accountId('')),
			listByPrefix(this.#db<SeenDoc>(), seenId(''))
		]);
		const lastSeen = new Map(seen.map((doc) => [doc._id.slice(seenId('').length), doc.at]));
		return accounts.map((doc) => ({ ...withoutSecrets(doc), lastSeen: lastSeen.get(doc.name) }));
	}

	/** A retired device goes on in CouchDB, for what it still has to send; a lost one does not. */
	async setStatus(name: string, status: AccountStatus): Promise<void> {
		const { couch, sessions } = this.#options;
		const doc = await update(this.#accounts(), accountId(name), (old) =>
			old ? { ...old, status } : undefined
		);
		if (!doc) throw new ServerError('unknown-account');
		sessions.forget(name);
		if (status === 'lost') await expelAccount(couch, name);
		else await this.admit(name);
	}

	/** Lets the account into CouchDB. */
	async admit(name: string): Promise<void> {
		const { couch, secret, random } = this.#options;
		await admitAccount(couch, secret(), name, randomToken(random));
	}

	async touch(name: string): Promise<void> {
		const now = this.#options.clock();
		if (now - (this.#seen.get(name) ?? -Infinity) < SEEN_EVERY) return;
		this.#seen.set(name, now);
		await update(this.#db<SeenDoc>(), seenId(name), () => ({ at: now }));
	}

	async #add(doc: AccountDoc): Promise<Account> {
		// CouchDB first: an account that is listed can be used
		await this.admit(doc.name);
		await create(this.#accounts(), accountId(doc.name), doc);
		return withoutSecrets(doc);
	}

	/** A name whose account was never made, since the server stopped in between, is free. */
	async #takeUsername(username: string, account: string): Promise<void> {
		const db = this.#db<UsernameDoc>();
		const id = usernameId(username);
		if (await create(db, id, { account })) return;
		const there = await read(db, id);
		if (!there || (await this.read(there.account))) throw new ServerError('username-taken');
		await db.insert({ _id: id, _rev: there._rev, account });
	}

	#accounts(): DocumentScope<AccountDoc> {
		return this.#db<AccountDoc>();
	}

	#db<T>(): DocumentScope<T> {
		return this.#options.couch.db<T>('private');
	}
}

function accountId(name: string): string {
	return `account:${name}`;
}

function seenId(name: string): string {
	return `seen:${name}`;
}

function usernameId(username: string): string {
	return `username:${normalizedUsername(username)}`;
}

function withoutSecrets({
	name,
	kind,
	label,
	site,
	staff,
	role,
	username,
	status,
	created
}: AccountDoc): Account {
	return { name, kind, label, site, staff, role, username, status, created };
}
