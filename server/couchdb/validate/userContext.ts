/** Who writes, as CouchDB tells a validate function. */
export interface UserContext {
	readonly name: string | null;
	readonly roles: readonly string[];
}

/** True for the server's own account; validation runs for it too. */
export function isAdmin(user: UserContext): boolean {
	return user.roles.indexOf('_admin') !== -1;
}
