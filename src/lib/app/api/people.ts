import * as v from 'valibot';
import { role } from '../../domain/directory.ts';
import { call, tell } from './call.ts';

const person = v.object({
	id: v.string(),
	first: v.string(),
	last: v.string(),
	sites: v.array(v.string()),
	role,
	gone: v.optional(v.boolean()),
	/** Whether this person can check in on a shared device */
	hasPin: v.boolean(),
	/** User name of the personal account, where there is one */
	username: v.optional(v.string())
});
/** A staff member as Administration shows them. */
export type PersonAccount = v.InferOutput<typeof person>;

/** All staff, those who left among them. @throws ApiProblem */
export async function listPeople(): Promise<PersonAccount[]> {
	return (await call(v.object({ people: v.array(person) }), 'GET', '/people')).people;
}

/** Gives a new PIN, which has to be changed at the first check-in online. It can be read only now. @throws ApiProblem */
export async function resetPin(staff: string): Promise<string> {
	return (await call(v.object({ pin: v.string() }), 'POST', `/people/${encodeURIComponent(staff)}/pin`)).pin;
}

/** Gives a password with which the person chooses one of their own. It can be read only now. @throws ApiProblem */
export async function resetPassword(staff: string): Promise<string> {
	const path = `/people/${encodeURIComponent(staff)}/password`;
	return (await call(v.object({ password: v.string() }), 'POST', path)).password;
}

/** Ends all sessions of a person. @throws ApiProblem */
export function signOutEverywhere(staff: string): Promise<void> {
	return tell('POST', `/people/${encodeURIComponent(staff)}/sign-out`);
}

/** Lets a person sign in with user name and password (DESIGN § 6). @throws ApiProblem `username-taken` */
export async function createAccount(staff: string, username: string, password: string): Promise<void> {
	await call(v.object({ username: v.string() }), 'POST', `/people/${encodeURIComponent(staff)}/account`, {
		username,
		password
	});
}
