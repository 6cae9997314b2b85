/** The accounts of ours as CouchDB knows them: `_users` documents whose passwords follow from the server's secret. */
import { createHmac, pbkdf2Sync } from 'node:crypto';
import { rolesOf, type AccountPerson } from '../../src/lib/domain/accountPerson.ts';
import type { Couch } from './couch.ts';
import { remove, update } from './documents.ts';
import { memberRole } from './names.ts';

/**
 * The password is 256 bits that nobody can guess, so stretching it adds nothing, and CouchDB's default of 600,000 iterations
 * would make the first session of each account slow. CouchDB takes a document with the key derived already as it is.
 */
const ITERATIONS = 10;

/** How CouchDB keeps a password: https://docs.couchdb.org/en/stable/intro/security.html#users-documents */
export interface UserDoc {
	readonly type: 'user';
	readonly name: string;
	readonly roles: readonly string[];
	readonly password_scheme: 'pbkdf2';
	readonly pbkdf2_prf: 'sha256';
	readonly iterations: number;
	readonly salt: string;
	readonly derived_key: string;
}

/** Id of an account's document in `_users`. */
export function userDocId(account: string): string {
	return `org.couchdb.user:${account}`;
}

/** The password of an account in CouchDB. Never leaves the server. */
export function passwordOf(secret: Uint8Array, account: string): string {
	return createHmac('sha256', secret).update(`couchdb:${account}`).digest('hex');
}

/** What CouchDB's PBKDF2 gives: the key in lower-case hexadecimal. */
export function derivedKey(password: string, salt: string, iterations: number): string {
	return pbkdf2Sync(password, salt, iterations, 32, 'sha256').toString('hex');
}

/**
 * Lets an account into CouchDB, as a member of our databases; done again it sets the password anew.
 * @param person whose account it is, for validation; absent for a shared device
 */
export async function admitAccount(
	couch: Couch,
	secret: Uint8Array,
	account: string,
	salt: string,
	person?: AccountPerson
): Promise<void> {
	const doc: UserDoc = {
		type: 'user',
		name: account,
		roles: [memberRole(couch.prefix), ...(person ? rolesOf(person) : [])],
		password_scheme: 'pbkdf2',
		pbkdf2_prf: 'sha256',
		iterations: ITERATIONS,
		salt,
		derived_key: derivedKey(passwordOf(secret, account), salt, ITERATIONS)
	};
	await update(couch.nano.use<UserDoc>('_users'), userDocId(account), () => doc);
}

/** Ends all that an account can do in CouchDB, its running sessions included. */
export async function expelAccount(couch: Couch, account: string): Promise<void> {
	await remove(couch.nano.use<UserDoc>('_users'), userDocId(account));
}
