import * as v from 'valibot';
import { listName, role, type StaffMember } from '../../src/lib/domain/directory.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { requireSession } from '../session.ts';
import type { Account } from '../accounts/identity.ts';
import { whoIs } from '../audit/who.ts';
import { line, newPassword, requireStrong, staffParams } from './schemas.ts';
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
export function peopleRoutes(api: Api, { accounts, audit, directory }: ServerContext): void {
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
		const { identity } = requireSession(request);
		const byAdmin = identity.role === 'admin';
		if (!byAdmin && member.role !== 'staff') throw new ServerError('not-allowed');
		const pin = await accounts.temporaryPin(member.id);
		await audit.record({ what: 'pin-reset', who: whoIs(identity), about: member.id });
		return { pin };
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
		requireStrong(password, [username, staff.name]);
		await accounts.createPersonAccount({
			username,
			password,
			staff,
			role: member.role,
			site: { id: site.id, name: site.name }
		});
		const who = whoIs(requireSession(request).identity);
		await audit.record({ what: 'account', who, about: member.id, detail: { role: member.role } });
		reply.code(201);
		return { username };
	});

	/** @throws ServerError `unknown-account` where the person has no account of their own */
	async function personalAccount(staff: string): Promise<Account> {
		const found = (await accounts.listAccounts()).find(
			(account) => account.kind === 'person' && account.staff?.id === staff && account.status !== 'lost'
		);
		if (!found) throw new ServerError('unknown-account');
		return found;
	}

	const temporary = { params: staffParams, response: { 200: v.object({ password: v.string() }) } };
	api.post('/people/:staff/password', { schema: temporary }, async (request) => {
		const { name } = await personalAccount(request.params.staff);
		const password = await accounts.temporaryPassword(name);
		const who = whoIs(requireSession(request).identity);
		await audit.record({ what: 'password', who, about: name, detail: { temporary: true } });
		return { password };
	});

	api.post('/people/:staff/sign-out', { schema: { params: staffParams } }, async (request, reply) => {
		const { name } = await personalAccount(request.params.staff);
		await accounts.endSessions(name);
		const who = whoIs(requireSession(request).identity);
		await audit.record({ what: 'sessions-ended', who, about: name });
		return reply.code(204).send();
	});
}
