/** Accounts and sessions as the rest of the server sees them. */
import type { Role } from '../../src/lib/domain/directory.ts';

/** Something of the directory, by id and name. */
export interface Named {
	readonly id: string;
	readonly name: string;
}

/** `retired`: sends what it has, then wipes · `lost`: wipes at the next contact (DESIGN § 6). */
export type AccountStatus = 'active' | 'retired' | 'lost';

/** A paired device, or a person who signs in with a password. */
export interface Account {
	/** Name of the account in CouchDB; facts carry it as `device` (rule F8) */
	readonly name: string;
	readonly kind: 'device' | 'person';
	readonly label: string;
	/** The device's site; a person's usual one */
	readonly site: Named;
	/** Persons only, as are the next two */
	readonly staff?: Named;
	readonly role?: Role;
	readonly username?: string;
	readonly status: AccountStatus;
	/** ms since 1970, as is the next */
	readonly created: number;
	readonly lastSeen?: number;
}

/** What a browser is told of itself. */
export interface Identity {
	readonly account: string;
	/** What its facts carry as `device`: the account, with a part of its own for each browser of a person */
	readonly device: string;
	readonly kind: 'device' | 'person';
	readonly label: string;
	readonly site: Named;
	readonly staff?: Named;
	readonly role?: Role;
}

/** What a token stands for. */
export interface Session {
	readonly token: string;
	readonly identity: Identity;
	readonly status: AccountStatus;
}

/** The identity of an account in one browser. */
export function identityOf(account: Account, browser: string | undefined): Identity {
	const { name, kind, label, site, staff, role } = account;
	return { account: name, device: browser ? `${name}.${browser}` : name, kind, label, site, staff, role };
}
