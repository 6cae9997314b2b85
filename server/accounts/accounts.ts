import { ServerError } from '../errors.ts';
import { matches } from './hashing.ts';
import type { Account, AccountStatus, Named, Session } from './identity.ts';
import { Pairings, type NewPairing } from './pairings.ts';
import { Pins, type FirstPin } from './pins.ts';
import type { NewPerson, PairingDoc, PinDoc, SetupDoc, TokenDoc, TriesDoc } from './privateDocs.ts';
import { normalizedUsername, Register, type RegisterOptions } from './register.ts';
import { Setup } from './setup.ts';
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

/**
 * Who may use the server: devices, persons, their tokens, pairing codes and PINs. Everything is in `private`, nothing that a
 * reader of the database could sign in with.
 */
export class Accounts {
	readonly #clock: () => number;
	readonly #register: Register;
	readonly #tokens: Tokens;
	readonly #pairings: Pairings;
	readonly #pins: Pins;
	readonly #tries: Tries;
	readonly #setup: Setup;

	constructor(options: RegisterOptions) {
		const { couch, random, clock } = options;
		this.#clock = clock;
		this.#register = new Register(options);
		this.#tries = new Tries(() => couch.db<TriesDoc>('private'), clock);
		this.#pins = new Pins(() => couch.db<PinDoc>('private'), this.#tries, random);
		this.#pairings = new Pairings(() => couch.db<PairingDoc>('private'), random, clock);
		this.#setup = new Setup(() => couch.db<SetupDoc>('private'), random, clock);
		this.#tokens = new Tokens({
			db: () => couch.db<TokenDoc>('private'),
			readAccount: (name) => this.#register.read(name),
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
	async setupNeeded(): Promise<boolean> {
		return !(await this.listAccounts()).some(({ role }) => role === 'admin');
	}

	/** The code that makes the first administrator; another at each start. */
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
			return await this.#register.addPerson(account, { ...credentials, staff, role: 'admin', site });
		} catch (error) {
			await this.#setup.release();
			throw error;
		}
	}

	/**
	 * @param from address that the try comes from: wrong ones lock that address for that name, and nobody else
	 * @throws ServerError `wrong-credentials`; `too-many-tries` with `retryAfter` in seconds
	 */
	async verifyPassword(username: string, password: string, from: string): Promise<Account> {
		const whose = `password ${from} ${normalizedUsername(username)}`;
		const after = await this.#tries.begin(whose);
		if ('locked' in after) {
			throw new ServerError('too-many-tries', {
				retryAfter: Math.ceil((after.locked - this.#clock()) / 1000)
			});
		}
		const person = await this.#register.readPerson(username);
		if (!(await matches(person?.passwordHash, password)) || person?.account.status !== 'active') {
			throw new ServerError('wrong-credentials');
		}
		await this.#tries.succeed(whose);
		return person.account;
	}

	/** A token for a browser to hold. */
	issueToken(account: Account): Promise<string> {
		return this.#tokens.issue(account);
	}

	/** What a token stands for; up to 5 s old. */
	sessionOfToken(token: string): Promise<Session | undefined> {
		return this.#tokens.sessionOf(token);
	}

	revokeToken(token: string): Promise<void> {
		return this.#tokens.revoke(token);
	}

	/** @throws ServerError `unknown-account` */
	async setStatus(account: string, status: AccountStatus): Promise<void> {
		await this.#register.setStatus(account, status);
		this.#tokens.forget();
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

	/** Makes an account for the device that typed the code. @throws ServerError `pairing-code-invalid` */
	async redeemPairing(code: string, label?: string): Promise<Account> {
		const pairing = await this.#pairings.redeem(code);
		return await this.createDeviceAccount({ site: pairing.site, label: label || pairing.label });
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
	verifyPin(given: { staff: string; device: string; pin: string }): Promise<{ mustChange: boolean }> {
		return this.#pins.verify(given.staff, given.device, given.pin);
	}
}
