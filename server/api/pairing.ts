import * as v from 'valibot';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { beginSession } from './beginSession.ts';
import { pairTries } from './limits.ts';
import { identity, key, line, milliseconds } from './schemas.ts';
import type { Api } from './valibot.ts';

const pairing = v.object({ code: v.string(), link: v.string(), expires: v.nullable(milliseconds) });

/** The address that a QR code shows. The code stands behind `#`, so that it lands in nobody's log. */
export function pairingLink(address: string, code: string): string {
	return `${address}/pair#code=${code}`;
}

/** Pairing of shared devices: a lead makes a code, a device redeems it, once (DESIGN § 6). */
export function pairingRoutes(api: Api, { accounts, address, directory }: ServerContext): void {
	const create = { body: v.object({ site: key, label: line }), response: { 201: pairing } };
	api.post('/pairings', { schema: create }, async (request, reply) => {
		const { site: id, label } = request.body;
		const site = (await directory.readDoc('sites'))?.sites.find((known) => known.id === id && !known.gone);
		if (!site) throw new ServerError('bad-request', { field: 'site', reason: 'unknown' });
		const { code, expires } = await accounts.createPairing({ site: { id, name: site.name }, label });
		reply.code(201);
		return { code, link: pairingLink(seenAddress(request) ?? address(), code), expires };
	});

	const redeem = {
		body: v.object({ code: line, label: v.optional(line) }),
		response: { 201: identity }
	};
	api.post('/pair', { ...pairTries, schema: redeem }, async (request, reply) => {
		const { code, label } = request.body;
		const account = await accounts.redeemPairing(code, label);
		reply.code(201);
		return await beginSession(accounts, account, request, reply);
	});
}

/**
 * The address under which the administrator's browser reaches us: a tablet on the same network reaches it too, where the server's
 * own might be `127.0.0.1` behind a reverse proxy. The Origin was checked against the host by then.
 */
function seenAddress({ headers }: { headers: { origin?: string } }): string | undefined {
	return headers.origin;
}
