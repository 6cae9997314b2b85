import * as v from 'valibot';
import { role, type StaffMember } from '../../src/lib/domain/directory.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { requireSession } from '../session.ts';
import { pinTries } from './limits.ts';
import { key, pin } from './schemas.ts';
import type { Api } from './valibot.ts';

const verifyBody = v.object({ staff: key, pin });
const verified = v.object({ ok: v.literal(true), role, mustChange: v.boolean() });
const changeBody = v.object({ staff: key, pin, newPin: pin });

/** CheckIn on a shared device (S5): the server says whether the PIN is that person's. Wrong ones lock that person on that device. */
export function shiftRoutes(api: Api, { accounts, directory }: ServerContext): void {
	async function workingStaff(id: string): Promise<StaffMember> {
		const found = (await directory.readDoc('staff'))?.staff.find(
			(member) => member.id === id && !member.gone
		);
		if (!found) throw new ServerError('unknown-staff');
		return found;
	}

	const verify = { body: verifyBody, response: { 200: verified } };
	api.post('/shift/verify', { ...pinTries, schema: verify }, async (request) => {
		const device = requireSession(request).identity.account;
		const member = await workingStaff(request.body.staff);
		const { mustChange } = await accounts.verifyPin({ ...request.body, device });
		return { ok: true as const, role: member.role, mustChange };
	});

	const change = { body: changeBody };
	api.post('/shift/change-pin', { ...pinTries, schema: change }, async (request, reply) => {
		const { staff, pin: old, newPin } = request.body;
		const device = requireSession(request).identity.account;
		await workingStaff(staff);
		await accounts.verifyPin({ staff, pin: old, device });
		if (newPin === old) throw new ServerError('bad-request', { field: 'newPin', reason: 'same' });
		await accounts.setPin(staff, newPin, { mustChange: false });
		return reply.code(204).send();
	});
}
