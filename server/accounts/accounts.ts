import type { StaffMember } from '../../src/lib/domain/directory.ts';
import type { PinNumbers } from '../../src/lib/domain/pinNumbers.ts';
import { ServerError } from '../errors.ts';
import { Browsers, type PairedBrowser } from './browsers.ts';
import { randomCode, type Random } from './codes.ts';
import { matches } from './hashing.ts';
import type { Account, AccountStatus, Named, Session } from './identity.ts';
import { Pairings, type NewPairing } from './pairings.ts';
import { Pins, type FirstPin } from './pins.ts';
import type {
	BrowserDoc,
	NewPerson,
	PairingDoc,
	PinDoc,
	SetupDoc,
	TokenDoc,
	TriesDoc
} from './privateDocs.ts';
import { normalizedUsername, Register, type RegisterOptions } from './register.ts';
import { Setup } from './setup.ts';
import { weakness } from './passwordRules.ts';
import { administratorRemains } from './staffAccounts.ts';
import { Tokens } from './tokens.ts';
import { Tries } from './tries.ts';

/** The first administrator, as the setup page asks for them. */
export interface FirstAdmin {
	readonly code: string;
	readonly username: string;
	readonly password: string;
	readonly name: string;
	readonly site?: Named;
}

/** Where the first administrator works, and who they are, until an import says better. */
const FIRST_STAFF_ID = 'admin';
const FIRST_SITE: Named = { id: 'VERWALTUNG', name: 'Verwaltung' };

/** How long somebody has to choose a password of their own after a reset, ms. */
const TEMPORARY_FOR = 7 * 24 * 3_600_000;

/**
 * Who may use the server: devices, persons, their tokens, pairing codes and PINs. Everything is in `private`, nothing that a
 * reader of the database could sign in with.
 */
export class Accounts {
	readonly #clock: () => number;
	readonly #random: Random;
	readonly #register: Register;
	readonly #tokens: Tokens;
	readonly #pairings: Pairings;
	readonly #browsers: Browsers;
	readonly #pins: Pins;
	readonly #tries: Tries;
	readonly #setup: Setup;

	constructor(options: RegisterOptions) {
		const { couch, random, clock, secret } = options;
		this.#clock = clock;
		this.#random = random;
		this.#register = new Register(options);
		this.#tries = new Tries(() => couch.db<TriesDoc>('private'), clock);
		this.#pins = new Pins(
			{
				db: () => couch.db<PinDoc>('private'),
				numbers: () => couch.db<PinNumbers>('directory'),
				random,
				clock
			},
			this.#tries
		);
		this.#pairings = new Pairings(() => couch.db<PairingDoc>('private'), random, clock);
		this.#browsers = new Browsers(() => couch.db<BrowserDoc>('private'));
		this.#setup = new Setup({
			db: () => couch.db<SetupDoc>('private'),
			secret,
			administered: async () => (await this.listAccounts()).some(({ role }) => role === 'admin'),
			clock
		});
		this.#tokens = new Tokens({
			db: () => couch.db<TokenDoc>('private'),
			readAccount: (name) => this.#register.readDoc(name),
			readAccounts: (names) => this.#register.readDocs(names),
			random,
			clock
		});
	}

	/** A device of its own, bound to a site. */
	createDeviceAccount(device: { readonly label: string; readonly site: Named }): Promise<Account> {
		return this.#register.addDevice(device);
	}

	/** @throws ServerError `username-taken` */
	createPersonAccount(person: NewPerson): Promise<Account> {
		return this.#register.addPerson(this.#register.newPersonName(), person);
	}

	/** True while nobody can administer. */
	setupNeeded(): Promise<boolean> {
		return this.#setup.needed();
	}

	/** Forgets what it holds to be so for good: the data are others. */
	startOver(): void {
		this.#setup.startOver();
	}

	/** The code that makes the first administrator. @throws ServerError `database-away` */
	setupCode(): string {
		return this.#setup.code;
	}

	/**
	 * Makes the first administrator, once.
	 * @throws ServerError `setup-code-invalid`, `already-set-up`
	 */
	async createFirstAdmin({ code, name, site = FIRST_SITE, ...credentials }: FirstAdmin): Promise<Account> {
		this.#setup.check(code);
		if (!(await this.setupNeeded())) throw new ServerError('already-set-up');
		const account = this.#register.newPersonName();
		await this.#setup.claim(account, async (claimed) => (await this.#register.read(claimed)) !== undefined);
		try {
			const staff = { id: FIRST_STAFF_ID, name };
			const admin = await this.#register.addPerson(account, { ...credentials, staff, role: 'admin', site });
			this.#setup.startOver();
			return admin;
		} catch (error) {
			await this.#setup.release();
			throw error;
		}
	}

	/**
	 * @param from address that the try comes from: wrong ones lock that address for that name, and nobody else
	 * @param chosen the password that takes the place of a temporary one
	 * @throws ServerError `wrong-credentials`; `too-many-tries` with `retryAfter` in seconds; `password-change-needed` where the password
	 * is right, but temporary
	 */
	async verifyPassword(username: string, password: string, from: string, chosen?: string): Promise<Account> {
		const whose = `password ${from} ${normalizedUsername(username)}`;
		const after = await this.#tries.begin(whose);
		if ('locked' in after) {
			throw new ServerError('too-many-tries', {
				retryAfter: Math.ceil((after.locked - this.#clock()) / 1000)
			});
		}
		const person = await this.#register.readPerson(username);
		const right = await matches(person?.passwordHash, password);
		const over = person?.temporaryUntil !== undefined && person.temporaryUntil < this.#clock();
		if (!right || over || person?.status !== 'active') throw new ServerError('wrong-credentials');
		await this.#tries.succeed(whose);
		if (person.temporaryUntil !== undefined) {
			if (chosen === undefined) throw new ServerError('password-change-needed');
			await this.#choosePassword(person, chosen);
		}
		return await this.#register.mustRead(person.name);
	}

	/** The account of a user name, if there is one. */
	async accountOf(username: string): Promise<Account | undefined> {
		const person = await this.#register.readPerson(username);
		return person && (await this.#register.read(person.name));
	}

	/**
	 * A person's new password. All their sessions end.
	 * @param from as for {@link verifyPassword}
	 * @throws ServerError as {@link verifyPassword}; `bad-request` where the rules of passwords refuse the new one
	 */
	async changePassword(name: string, old: string, chosen: string, from: string): Promise<Account> {
		const person = await this.#register.readDoc(name);
		const account = await this.verifyPassword(person?.username ?? '', old, from);
		if (old === chosen) throw new ServerError('bad-request', { field: 'newPassword', reason: 'same' });
		await this.#choosePassword(account, chosen);
		return account;
	}

	/** A password to be told to a person once, with which they choose one of their own. All their sessions end. */
	async temporaryPassword(name: string): Promise<string> {
		const password = randomCode(this.#random, 12).replace(/(.{4})(?=.)/g, '$1-');
		await this.#register.setPassword(name, password, this.#clock() + TEMPORARY_FOR);
		this.#tokens.forget();
		return password;
	}

	/** Ends all sessions of an account: it has to sign in again in each browser. */
	async endSessions(name: string): Promise<void> {
		await this.#register.endSessions(name);
		this.#tokens.forget();
	}

	/** Removes tokens, tries and codes whose time is over. @param signal leaves off, by throwing its reason */
	async clear(signal?: AbortSignal): Promise<void> {
		await this.#tokens.clear(signal);
		await this.#tries.clear(signal);
		await this.#pairings.clear();
	}

	async #choosePassword({ name, username = '', label }: Account, chosen: string): Promise<void> {
		const reason = weakness(chosen, [username, label]);
		if (reason) throw new ServerError('bad-request', { field: 'newPassword', reason });
		await this.#register.setPassword(name, chosen);
		this.#tokens.forget();
	}

	/** A token for a browser to hold; `browser` as for {@link Tokens.issue}. */
	issueToken(account: Account, browser?: string): Promise<string> {
		return this.#tokens.issue(account, browser);
	}

	/** What a token stands for; up to 5 s old. */
	sessionOfToken(token: string): Promise<Session | undefined> {
		return this.#tokens.sessionOf(token);
	}

	/** Whether to find out what a token stands for asks the database for one that may stand for nothing; see {@link Tokens.isStrange}. */
	isStrangeToken(token: string): boolean {
		return this.#tokens.isStrange(token);
	}

	/** What many tokens stand for now. */
	sessionsOfTokens(tokens: readonly string[]): Promise<Map<string, Session | undefined>> {
		return this.#tokens.sessionsOf(tokens);
	}

	/** Hears that an account was changed on this server: sessions may have ended. @returns what ends it */
	watch(listener: () => void): () => void {
		return this.#tokens.watch(listener);
	}

	revokeToken(token: string): Promise<void> {
		return this.#tokens.revoke(token);
	}

	/** @throws ServerError `unknown-account` */
	async setStatus(account: string, status: AccountStatus): Promise<void> {
		await this.#register.setStatus(account, status);
		this.#tokens.forget();
	}

	/** False where nobody could administer any more, were the staff as given. */
	async administratorRemains(staff: readonly StaffMember[]): Promise<boolean> {
		return administratorRemains(await this.listAccounts(), staff);
	}

	/**
	 * Has personal accounts follow the staff list: role, name, and the end of those whose people have left.
	 * @returns accounts that stay as they are, since without them nobody could administer; see {@link Register.follow}
	 */
	async followStaff(staff: readonly StaffMember[]): Promise<readonly string[]> {
		const spared = await this.#register.follow(staff);
		this.#tokens.forget();
		return spared;
	}

	/** Lets an account into CouchDB again, where CouchDB has lost it. */
	admit(account: string): Promise<void> {
		return this.#register.admit(account);
	}

	listAccounts(): Promise<Account[]> {
		return this.#register.list();
	}

	/** Notes that the account was seen; at most once a minute. */
	touchLastSeen(account: string): Promise<void> {
		return this.#register.touch(account);
	}

	/** @returns the code, and until when it is good: ms since 1970, null where it is lasting */
	createPairing(pairing: NewPairing): Promise<{ code: string; expires: number | null }> {
		return this.#pairings.create(pairing);
	}

	/**
	 * The account of the device that typed the code: the one that it had where it proves that it is the same browser, so that what it
	 * has not sent is still its own to send; a new one otherwise, also where the old one was ended.
	 * @throws ServerError `pairing-code-invalid`
	 */
	async redeemPairing(code: string, { label, key, session }: PairedBrowser = {}): Promise<Account> {
		const { site, label: planned } = await this.#pairings.redeem(code);
		const device = { site, label: label || planned };
		const name =
			session?.identity.account ?? (key === undefined ? undefined : await this.#browsers.accountOf(key));
		const known = name === undefined ? undefined : await this.#register.pairAgain(name, device);
		this.#tokens.forget();
		const account = known ?? (await this.createDeviceAccount(device));
		if (key !== undefined) await this.#browsers.belongs(key, account.name);
		return account;
	}

	hasPin(staff: string): Promise<boolean> {
		return this.#pins.has(staff);
	}

	/** Everyone who has a PIN, by Personalnummer. */
	staffWithPin(): Promise<Set<string>> {
		return this.#pins.staff();
	}

	setPin(staff: string, pin: string, options: { mustChange: boolean }): Promise<void> {
		return this.#pins.set(staff, pin, options);
	}

	/** Sets many; see {@link Pins.setAll}. */
	setPins(pins: readonly FirstPin[], options?: Parameters<Pins['setAll']>[1]): Promise<void> {
		return this.#pins.setAll(pins, options);
	}

	/** Four digits, to be told once and changed at the next check-in. */
	temporaryPin(staff: string): Promise<string> {
		return this.#pins.reset(staff);
	}

	/**
	 * @throws ServerError `unknown-staff`; `locked` with `lockedUntil`; `wrong-pin` with `triesLeft` and perhaps `lockedUntil`
	 */
	verifyPin(given: {
		staff: string;
		device: string;
		pin: string;
	}): Promise<{ mustChange: boolean; number: number }> {
		return this.#pins.verify(given.staff, given.device, given.pin);
	}
}
