import * as v from 'valibot';
import type { Account, Identity } from '../accounts/identity.ts';
import { whoIs } from '../audit/who.ts';
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
	status,
	/** Whether who asks may end it: retire it while it is active, report it lost until it is */
	endable: v.boolean()
});

/** A person who may look at the list of devices, and the sites that are theirs. */
interface Asking {
	readonly account: string;
	readonly isAdmin: boolean;
	readonly sites: readonly string[];
}

/** Leads end the devices of their sites; those of others, and the account of a person, are an administrator's to end. */
function mayEnd({ name, kind, site }: Account, { account, isAdmin, sites }: Asking): boolean {
	// who locks themselves out as the last administrator is not let in again by anybody
	if (name === account) return false;
	return isAdmin || (kind === 'device' && sites.includes(site.id));
}

function shown(account: Account, asking: Asking): v.InferInput<typeof device> {
	const { name, label, site, kind, lastSeen, created, status: state } = account;
	const endable = state !== 'lost' && mayEnd(account, asking);
	return { account: name, label, site, kind, lastSeen, created, status: state, endable };
}

/** The accounts that facts come from, and the two ways to end one: retired and lost (DESIGN § 6). */
export function devicesRoutes(api: Api, { accounts, audit, directory }: ServerContext): void {
	async function asking({ account, role, staff }: Identity): Promise<Asking> {
		const list = (await directory.readDoc('staff'))?.staff ?? [];
		const sites = list.find(({ id, gone }) => id === staff?.id && !gone)?.sites ?? [];
		return { account, isAdmin: role === 'admin', sites };
	}

	const list = { response: { 200: v.object({ devices: v.array(device) }) } };
	api.get('/devices', { schema: list }, async (request) => {
		const who = await asking(requireSession(request).identity);
		return { devices: (await accounts.listAccounts()).map((account) => shown(account, who)) };
	});

	for (const [action, ended] of [
		['retire', 'retired'],
		['lost', 'lost']
	] as const) {
		api.post(`/devices/:account/${action}`, { schema: { params: accountParams } }, async (request, reply) => {
			const { account } = request.params;
			const { identity } = requireSession(request);
			const { label } = await requireEndable(account, await asking(identity));
			await accounts.setStatus(account, ended);
			await audit.record({ what: ended, who: whoIs(identity), about: account, detail: { label } });
			return reply.code(204).send();
		});
	}

	/** @throws ServerError `unknown-account`, `not-allowed` */
	async function requireEndable(name: string, who: Asking): Promise<Account> {
		const account = (await accounts.listAccounts()).find((known) => known.name === name);
		if (!account) throw new ServerError('unknown-account');
		if (!mayEnd(account, who)) throw new ServerError('not-allowed');
		return account;
	}
}
