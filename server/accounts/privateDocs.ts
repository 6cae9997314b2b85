/** The documents of the `private` database that are about accounts. */
import type { Role } from '../../src/lib/domain/directory.ts';
import type { Account } from './identity.ts';

/** `account:<name>` */
export interface AccountDoc extends Omit<Account, 'lastSeen'> {
	/** Persons: argon2id */
	readonly passwordHash?: string;
	/** Persons: until when a password that somebody else gave them is good for choosing one of their own; ms since 1970 */
	readonly temporaryUntil?: number;
	/** Tokens from before count no longer; ms since 1970 */
	readonly sessionsFrom?: number;
	/** True where it was ended because the person has left: it begins again should they come back */
	readonly left?: boolean;
}

/** `seen:<account>`: apart from the account, so that it never conflicts with what an administrator changes. */
export interface SeenDoc {
	readonly at: number;
}

/** `username:<normalized>`: makes a user name unique. */
export interface UsernameDoc {
	readonly account: string;
}

/** `token:<fingerprint>` */
export interface TokenDoc {
	readonly account: string;
	/** Tells the browsers of a person apart */
	readonly browser?: string;
	readonly created: number;
	/** The day that it was used last, ms since 1970; absent on the first */
	readonly used?: number;
}

/** `pairing:<fingerprint>` */
export interface PairingDoc {
	readonly site: { readonly id: string; readonly name: string };
	readonly label: string;
	/** ms since 1970 */
	readonly expires: number;
}

/** `browser:<fingerprint>`: the account of the browser that brings this key when it is paired again. */
export interface BrowserDoc {
	readonly account: string;
}

/** `pin:<staff>` */
export interface PinDoc {
	readonly hash: string;
	/** Good for nothing but choosing another one */
	readonly mustChange: boolean;
	/** How long it is good for that, ms since 1970; absent where it waits for its person */
	readonly until?: number;
}

/** `tries:<whose>` */
export interface TriesDoc {
	readonly wrong: number;
	/** ms since 1970; 0 where nothing is locked */
	readonly lockedUntil: number;
	/** The last wrong one, ms since 1970; absent in those of older versions */
	readonly at?: number;
}

/** `setup`: who made themselves the first administrator. */
export interface SetupDoc {
	readonly account: string;
	/** ms since 1970 */
	readonly at: number;
}

/** What is needed to make an account for a person. */
export interface NewPerson {
	readonly username: string;
	readonly password: string;
	readonly staff: { readonly id: string; readonly name: string };
	readonly role: Role;
	readonly site: { readonly id: string; readonly name: string };
}
