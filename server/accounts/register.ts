import { isDeepStrictEqual } from 'node:util';
import type { DocumentScope } from 'nano';
import type { StaffMember } from '../../src/lib/domain/directory.ts';
import type { AccountSessions } from '../couchdb/accountSessions.ts';
import { admitAccount, expelAccount } from '../couchdb/accountUsers.ts';
import type { Couch } from '../couchdb/couch.ts';
import { create, listByPrefix, read, readMany, update } from '../couchdb/documents.ts';
import { ServerError } from '../errors.ts';
import { randomName, randomToken, type Random } from './codes.ts';
import { hashPassword } from './hashing.ts';
import { personOf, type Account, type AccountStatus, type Named } from './identity.ts';
import type { AccountDoc, NewPerson, SeenDoc, UsernameDoc } from './privateDocs.ts';
import { accordingTo, administratorRemains } from './staffAccounts.ts';

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
		const doc = await this.readDoc(name);
		return doc && withoutSecrets(doc);
	}

	/** @throws ServerError `unknown-account` */
	async mustRead(name: string): Promise<Account> {
		const account = await this.read(name);
		if (!account) throw new ServerError('unknown-account');
		return account;
	}

	/** The account with all that is kept of it, its password's hash included: not for answers. */
	async readDoc(name: string): Promise<AccountDoc | undefined> {
		return await read(this.#accounts(), accountId(name));
	}

	/** {@link readDoc} of many, by name. */
	async readDocs(names: readonly string[]): Promise<Map<string, AccountDoc>> {
		const docs = await readMany(this.#accounts(), names.map(accountId));
		return new Map([...docs.values()].map((doc) => [doc.name, doc]));
	}

	/** The same by user name. */
	async readPerson(username: string): Promise<AccountDoc | undefined> {
		const taken = await read(this.#db<UsernameDoc>(), usernameId(username));
		return taken && (await this.readDoc(taken.account));
	}

	/**
	 * Gives a person another password, and ends the sessions that began with the old one.
	 * @param temporaryUntil until when it is good for choosing another one; absent where the person chose it
	 * @throws ServerError `unknown-account`
	 */
	async setPassword(name: string, password: string, temporaryUntil?: number): Promise<void> {
		const passwordHash = await hashPassword(password);
		await this.#change(name, (old) => ({
			...old,
			passwordHash,
			temporaryUntil,
			sessionsFrom: this.#options.clock()
		}));
	}

	/** Ends all sessions of an account. @throws ServerError `unknown-account` */
	async endSessions(name: string): Promise<void> {
		await this.#change(name, (old) => ({ ...old, sessionsFrom: this.#options.clock() }));
	}

	/**
	 * Pairs the device of an account anew: its tokens end, and it may have gone to another site.
	 * @returns undefined where there is no such device, or it was ended
	 */
	async pairAgain(
		name: string,
		{ label, site }: { label: string; site: Named }
	): Promise<Account | undefined> {
		const doc = await update(this.#accounts(), accountId(name), (old) =>
			old?.kind === 'device' && old.status === 'active'
				? { ...old, label, site, sessionsFrom: this.#options.clock() }
				: undefined
		);
		return doc?.kind === 'device' && doc.status === 'active' ? withoutSecrets(doc) : undefined;
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

	/**
	 * A retired device goes on in CouchDB, for what it still has to send; a lost one does not. Lost is final: whoever has the device
	 * now is not let in again by a word about it that comes later.
	 * @throws ServerError `unknown-account`, `account-ended` where it is lost and is to be something else
	 */
	async setStatus(name: string, status: AccountStatus): Promise<void> {
		const { couch, sessions, clock } = this.#options;
		await this.#change(name, (old) => {
			if (old.status === status) return old;
			if (old.status === 'lost') throw new ServerError('account-ended');
			return { ...old, status, left: undefined, endedAt: status === 'active' ? undefined : clock() };
		});
		sessions.forget(name);
		if (status === 'lost') await expelAccount(couch, name);
		else await this.admit(name);
	}

	/**
	 * Has personal accounts follow the staff list, see {@link accordingTo}. Where nobody would be left who may administer, those who can stay as they
	 * are: an import must not lock the chain out.
	 * @returns the accounts that stayed so
	 */
	async follow(staff: readonly StaffMember[]): Promise<string[]> {
		const members = new Map(staff.map((member) => [member.id, member]));
		const accounts = await this.list();
		const remains = administratorRemains(accounts, staff);
		const spared: string[] = [];
		for (const { kind, name, role, status, staff: person } of accounts) {
			const member = kind === 'person' && members.get(person?.id ?? '');
			if (!member) continue;
			if (!remains && role === 'admin' && status === 'active') spared.push(name);
			else await this.#followOne(name, member);
		}
		return spared;
	}

	async #followOne(name: string, member: StaffMember): Promise<void> {
		const { couch, sessions, clock } = this.#options;
		const old = await this.readDoc(name);
		const wanted = old && accordingTo(member, old, clock());
		if (!wanted || isDeepStrictEqual(old, wanted)) return;
		const { status, role } = wanted;
		const other = status !== old.status || role !== old.role;
		// CouchDB first: should the server stop in between, the account still differs from the list, and is looked at again
		if (other && status !== 'lost') await this.#admit(wanted);
		const doc = await update(this.#accounts(), accountId(name), (before) => {
			const next = before && accordingTo(member, before, clock());
			return isDeepStrictEqual(before, next) ? undefined : next;
		});
		if (other) sessions.forget(name);
		// reported lost meanwhile
		if (doc?.status === 'lost') await expelAccount(couch, name);
	}

	/**
	 * Lets the account into CouchDB, where validation is to know whose it is.
	 * @throws ServerError `account-ended` where there is no such account, or it is lost
	 */
	async admit(name: string): Promise<void> {
		const account = await this.read(name);
		if (!account || account.status === 'lost') throw new ServerError('account-ended');
		await this.#admit(account);
		// reported lost meanwhile, perhaps by another server: what it had removed must not be there again
		if ((await this.read(name))?.status === 'lost') {
			await expelAccount(this.#options.couch, name);
			throw new ServerError('account-ended');
		}
	}

	async #admit(account: Pick<Account, 'name' | 'staff' | 'role'>): Promise<void> {
		const { couch, secret, random } = this.#options;
		await admitAccount(couch, secret(), account.name, randomToken(random), personOf(account));
	}

	async touch(name: string): Promise<void> {
		const now = this.#options.clock();
		if (now - (this.#seen.get(name) ?? -Infinity) < SEEN_EVERY) return;
		this.#seen.set(name, now);
		await update(this.#db<SeenDoc>(), seenId(name), () => ({ at: now }));
	}

	async #change(name: string, change: (old: AccountDoc) => AccountDoc): Promise<void> {
		const doc = await update(this.#accounts(), accountId(name), (old) => old && change(old));
		if (!doc) throw new ServerError('unknown-account');
	}

	async #add(doc: AccountDoc): Promise<Account> {
		// CouchDB first: an account that is listed can be used
		await this.#admit(doc);
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
	endedAt,
	created
}: AccountDoc): Account {
	return { name, kind, label, site, staff, role, username, status, endedAt, created };
}
