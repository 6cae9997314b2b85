/** The documents of the `private` database that are about accounts. */
import type { Role } from '../../src/lib/domain/directory.ts';
import type { Account } from './identity.ts';

/** `account:<name>` */
export interface AccountDoc extends Omit<Account, 'lastSeen'> {
	/** Persons: argon2id */
	readonly passwordHash?: string;
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
}

/** `pairing:<fingerprint>` */
export interface PairingDoc {
	readonly site: { readonly id: string; readonly name: string };
	readonly label: string;
	/** ms since 1970 */
	readonly expires: number;
}

/** `pin:<staff>` */
export interface PinDoc {
	readonly hash: string;
	readonly mustChange: boolean;
}

/** `tries:<whose>` */
export interface TriesDoc {
	readonly wrong: number;
	/** ms since 1970; 0 where nothing is locked */
	readonly lockedUntil: number;
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
