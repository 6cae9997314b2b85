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

/** Signs a person in. @throws ApiProblem `wrong-credentials`, `too-many-tries` */
export function signIn(username: string, password: string): Promise<Identity> {
	return call(identity, 'POST', '/sign-in', { username, password });
}

/** Pairs this browser as a device. @throws ApiProblem `pairing-code-invalid` */
export function pair(code: string, label?: string): Promise<Identity> {
	return call(identity, 'POST', '/pair', { code, label });
}

/** Ends the session on the server. @throws ApiProblem */
export function signOut(): Promise<void> {
	return tell('POST', '/sign-out');
}
