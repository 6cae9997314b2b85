import * as v from 'valibot';
import { role, type StaffMember } from '../../src/lib/domain/directory.ts';
import type { Identity } from '../accounts/identity.ts';
import { whoIs } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { requireSession } from '../session.ts';
import { pinTries } from './limits.ts';
import { key, pin } from './schemas.ts';
import type { Api } from './valibot.ts';

const verifyBody = v.object({ staff: key, pin });
const verifiedAnswer = v.object({
	ok: v.literal(true),
	role,
	/** Of this PIN among those that the person has had, see `pinNumbers.ts` of the domain */
	pinNumber: v.number(),
	/** Read by versions of the app that let people in with a PIN that has to be changed */
	mustChange: v.literal(false)
});
const changeBody = v.object({ staff: key, pin, newPin: pin });

/** CheckIn on a shared device (S5): the server says whether the PIN is that person's. Wrong ones lock that person on that device. */
export function shiftRoutes(api: Api, { accounts, audit, directory }: ServerContext): void {
	async function workingStaff(id: string): Promise<StaffMember> {
		const found = (await directory.readDoc('staff'))?.staff.find(
			(member) => member.id === id && !member.gone
		);
		if (!found) throw new ServerError('unknown-staff');
		return found;
	}

	/** Whether the PIN is right. That somebody was locked is written down. */
	async function verified(identity: Identity, { staff, pin }: { staff: string; pin: string }) {
		try {
			return await accounts.verifyPin({ staff, pin, device: identity.account });
		} catch (error) {
			if (error instanceof ServerError && error.code === 'wrong-pin' && 'lockedUntil' in error.details)
				await audit.record({ what: 'pin-locked', who: whoIs(identity), about: staff });
			throw error;
		}
	}

	const verify = { body: verifyBody, response: { 200: verifiedAnswer } };
	api.post('/shift/verify', { ...pinTries, schema: verify }, async (request) => {
		const { identity } = requireSession(request);
		const member = await workingStaff(request.body.staff);
		const { mustChange, number } = await verified(identity, request.body);
		// somebody else knows it, too: it confirms nobody's shift (DESIGN § 6)
		if (mustChange) throw new ServerError('pin-change-needed');
		return { ok: true as const, role: member.role, pinNumber: number, mustChange: false as const };
	});

	const change = { body: changeBody };
	api.post('/shift/change-pin', { ...pinTries, schema: change }, async (request, reply) => {
		const { staff, pin: old, newPin } = request.body;
		const { identity } = requireSession(request);
		await workingStaff(staff);
		await verified(identity, { staff, pin: old });
		if (newPin === old) throw new ServerError('bad-request', { field: 'newPin', reason: 'same' });
		await accounts.setPin(staff, newPin, { mustChange: false });
		await audit.record({ what: 'pin-change', who: whoIs(identity), about: staff });
		return reply.code(204).send();
	});
}
