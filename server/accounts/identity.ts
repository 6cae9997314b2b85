/** Accounts and sessions as the rest of the server sees them. */
import type { AccountPerson } from '../../src/lib/domain/accountPerson.ts';
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
	/** When it was retired or reported lost; absent while it is active, and in those that an older version ended. ms since 1970, as are the next two */
	readonly endedAt?: number;
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
	/** A retired account that has had its time counts as lost */
	readonly status: AccountStatus;
	/** When the account was ended, ms since 1970; absent while it is active */
	readonly endedAt?: number;
}

/** Whose account it is, as validation is to know (rule F12); undefined for a shared device. */
export function personOf({
	staff,
	role = 'staff'
}: Pick<Account, 'staff' | 'role'>): AccountPerson | undefined {
	return staff && { staff: staff.id, role };
}

/** The identity of an account in one browser. */
export function identityOf(account: Account, browser: string | undefined): Identity {
	const { name, kind, label, site, staff, role } = account;
	return { account: name, device: browser ? `${name}.${browser}` : name, kind, label, site, staff, role };
}
