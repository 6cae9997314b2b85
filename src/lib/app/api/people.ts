import * as v from 'valibot';
import { role } from '../../domain/directory.ts';
import { call } from './call.ts';

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

/** All staff, those who left excepted. @throws ApiProblem */
export async function listPeople(): Promise<PersonAccount[]> {
	const { people } = await call(v.object({ people: v.array(person) }), 'GET', '/people');
	return people.filter(({ gone }) => !gone);
}

/** Gives a new PIN, which has to be changed at the first check-in online. It can be read only now. @throws ApiProblem */
export async function resetPin(staff: string): Promise<string> {
	return (await call(v.object({ pin: v.string() }), 'POST', `/people/${encodeURIComponent(staff)}/pin`)).pin;
}

/** Lets a person sign in with user name and password (DESIGN § 6). @throws ApiProblem `username-taken` */
export async function createAccount(staff: string, username: string, password: string): Promise<void> {
	await call(v.object({ username: v.string() }), 'POST', `/people/${encodeURIComponent(staff)}/account`, {
		username,
		password
	});
}
