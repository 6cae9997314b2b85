import * as v from 'valibot';
import type { Account } from '../accounts/identity.ts';
import type { ServerContext } from '../context.ts';
import { accountParams, milliseconds } from './schemas.ts';
import { ServerError } from '../errors.ts';
import { requireSession } from '../session.ts';
import type { Api } from './valibot.ts';

const status = v.picklist(['active', 'retired', 'lost']);

const device = v.object({
	account: v.string(),
	label: v.string(),
	site: v.object({ id: v.string(), name: v.string() }),
	kind: v.picklist(['device', 'person']),
	/** Last contact; absent where there was none since pairing */
	lastSeen: v.optional(milliseconds),
	created: milliseconds,
	status
});

function shown({
	name,
	label,
	site,
	kind,
	lastSeen,
	created,
	status: state
}: Account): v.InferInput<typeof device> {
	return { account: name, label, site, kind, lastSeen, created, status: state };
}

/** The accounts that facts come from, and the two ways to end one: retired and lost (DESIGN § 6). */
export function devicesRoutes(api: Api, { accounts }: ServerContext): void {
	const list = { response: { 200: v.object({ devices: v.array(device) }) } };
	api.get('/devices', { schema: list }, async () => ({
		devices: (await accounts.listAccounts()).map(shown)
	}));

	for (const [action, ended] of [
		['retire', 'retired'],
		['lost', 'lost']
	] as const) {
		api.post(`/devices/:account/${action}`, { schema: { params: accountParams } }, async (request, reply) => {
			const { account } = request.params;
			const { identity } = requireSession(request);
			// who locks themselves out as the last administrator is not let in again by anybody
			if (account === identity.account) throw new ServerError('not-allowed');
			await requireEndable(account, identity.role === 'admin');
			await accounts.setStatus(account, ended);
			return reply.code(204).send();
		});
	}

	/** Leads end devices; the account of a person is an administrator's to end. */
	async function requireEndable(name: string, byAdmin: boolean): Promise<void> {
		const account = (await accounts.listAccounts()).find((known) => known.name === name);
		if (!account) throw new ServerError('unknown-account');
		if (account.kind === 'person' && !byAdmin) throw new ServerError('not-allowed');
	}
}
