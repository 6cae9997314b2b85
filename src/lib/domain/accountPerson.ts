/** The person of a personal account, as CouchDB is told of them: in the roles of its users, which validation sees. */

/** Whose account it is. Shared devices have nobody. */
export interface AccountPerson {
	/** Personalnummer: facts carry it as `author.id` */
	readonly staff: string;
	readonly role: string;
}

const PERSON = 'person:';
const ROLE = 'role:';

/** The roles in CouchDB that say so. */
export function rolesOf({ staff, role }: AccountPerson): string[] {
	return [PERSON + staff, ROLE + role];
}

/** The person that these roles name; undefined for a shared device's account. */
export function personIn(roles: readonly string[]): AccountPerson | undefined {
	const rest = (prefix: string): string | undefined =>
		roles.find((role) => role.startsWith(prefix))?.slice(prefix.length);
	const staff = rest(PERSON);
	return staff === undefined ? undefined : { staff, role: rest(ROLE) ?? 'staff' };
}

/** True where somebody of the account's role may write with this one: with their own, or as ordinary staff (rule F12). */
export function mayWriteAs(role: string, person: AccountPerson): boolean {
	return role === person.role || role === 'staff';
}
