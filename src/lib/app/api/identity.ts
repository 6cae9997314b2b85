import * as v from 'valibot';
import { identity, type Identity } from '../../sync/session.ts';
import { call, tell } from './call.ts';

/** True while there is no administrator yet. */
export async function setupNeeded(): Promise<boolean> {
	return (await call(v.object({ needed: v.boolean() }), 'GET', '/setup')).needed;
}

/** Makes the first administrator's account with the one-time code, and signs in. @throws ApiProblem */
export function setUp(input: {
	code: string;
	company: string;
	name: string;
	username: string;
	password: string;
}): Promise<Identity> {
	return call(identity, 'POST', '/setup', input);
}

/**
 * Signs a person in.
 * @param newPassword in place of a temporary one
 * @throws ApiProblem `wrong-credentials`, `too-many-tries`, `password-change-needed`; `bad-request` where the new password will not do
 */
export function signIn(username: string, password: string, newPassword?: string): Promise<Identity> {
	return call(identity, 'POST', '/sign-in', { username, password, newPassword });
}

/** Changes one's own password; all other browsers are signed out. @throws ApiProblem as {@link signIn} */
export function changePassword(password: string, newPassword: string): Promise<void> {
	return tell('POST', '/password', { password, newPassword });
}

/** Pairs this browser as a device; with the same key it is the same device again. @throws ApiProblem `pairing-code-invalid` */
export function pair(code: string, key: string, label?: string): Promise<Identity> {
	return call(identity, 'POST', '/pair', { code, key, label });
}

/** Ends the session on the server. @throws ApiProblem */
export function signOut(): Promise<void> {
	return tell('POST', '/sign-out');
}
