import * as v from 'valibot';
import { listName, role, type StaffMember } from '../../src/lib/domain/directory.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { requireSession } from '../session.ts';
import { line, newPassword, staffParams } from './schemas.ts';
import type { Api } from './valibot.ts';

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

/** The people of the chain: who can check in and sign in, PIN resets, personal accounts (DESIGN § 6). */
export function peopleRoutes(api: Api, { accounts, directory }: ServerContext): void {
	async function staffNow(): Promise<StaffMember[]> {
		return (await directory.readDoc('staff'))?.staff ?? [];
	}

	async function requireStaff(id: string): Promise<StaffMember> {
		const found = (await staffNow()).find((member) => member.id === id && !member.gone);
		if (!found) throw new ServerError('unknown-staff');
		return found;
	}

	const list = { response: { 200: v.object({ people: v.array(person) }) } };
	api.get('/people', { schema: list }, async () => {
		const usernames = new Map(
			(await accounts.listAccounts()).map(({ staff, username }) => [staff?.id, username])
		);
		const withPin = await accounts.staffWithPin();
		const people = (await staffNow()).map((member) => ({
			...member,
			hasPin: withPin.has(member.id),
			username: usernames.get(member.id)
		}));
		return { people };
	});

	// A lead resets the PINs of their staff. With somebody else's PIN a lead could act as an administrator.
	const reset = { params: staffParams, response: { 200: v.object({ pin: v.string() }) } };
	api.post('/people/:staff/pin', { schema: reset }, async (request) => {
		const member = await requireStaff(request.params.staff);
		const byAdmin = requireSession(request).identity.role === 'admin';
		if (!byAdmin && member.role !== 'staff') throw new ServerError('not-allowed');
		return { pin: await accounts.temporaryPin(member.id) };
	});

	const create = {
		params: staffParams,
		body: v.object({ username: line, password: newPassword }),
		response: { 201: v.object({ username: v.string() }) }
	};
	api.post('/people/:staff/account', { schema: create }, async (request, reply) => {
		const member = await requireStaff(request.params.staff);
		const sites = (await directory.readDoc('sites'))?.sites ?? [];
		const site = sites.find(({ id }) => id === member.sites[0]) ?? sites.find(({ gone }) => !gone);
		if (!site) throw new ServerError('bad-request', { field: 'staff', reason: 'no site' });
		const { username, password } = request.body;
		const staff = { id: member.id, name: listName(member) };
		await accounts.createPersonAccount({
			username,
			password,
			staff,
			role: member.role,
			site: { id: site.id, name: site.name }
		});
		reply.code(201);
		return { username };
	});
}
