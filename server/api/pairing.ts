import * as v from 'valibot';
import type { ServerContext } from '../context.ts';
import { whoHas, whoIs } from '../audit/who.ts';
import { ServerError } from '../errors.ts';
import { requireSession } from '../session.ts';
import { beginSession } from './beginSession.ts';
import { pairTries } from './limits.ts';
import { identity, key, line, milliseconds } from './schemas.ts';
import type { Api } from './valibot.ts';

const pairing = v.object({ code: v.string(), link: v.string(), expires: v.nullable(milliseconds) });

/** 256 random bits, base64url: see {@link PairedBrowser}. */
const browserKey = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));

/** The address that a QR code shows. The code stands behind `#`, so that it lands in nobody's log. */
export function pairingLink(address: string, code: string): string {
	return `${address}/pair#code=${code}`;
}

/** Pairing of shared devices: a lead makes a code, a device redeems it, once (DESIGN § 6). */
export function pairingRoutes(api: Api, { accounts, address, audit, directory }: ServerContext): void {
	const create = { body: v.object({ site: key, label: line }), response: { 201: pairing } };
	api.post('/pairings', { schema: create }, async (request, reply) => {
		const { site: id, label } = request.body;
		const site = (await directory.readDoc('sites'))?.sites.find((known) => known.id === id && !known.gone);
		if (!site) throw new ServerError('bad-request', { field: 'site', reason: 'unknown' });
		const { code, expires } = await accounts.createPairing({ site: { id, name: site.name }, label });
		const who = whoIs(requireSession(request).identity);
		await audit.record({ what: 'pairing', who, detail: { site: id, label } });
		reply.code(201);
		return { code, link: pairingLink(seenAddress(request) ?? address(), code), expires };
	});

	const redeem = {
		body: v.object({ code: line, label: v.optional(line), key: v.optional(browserKey) }),
		response: { 201: identity }
	};
	api.post('/pair', { ...pairTries, schema: redeem }, async (request, reply) => {
		const { code, ...browser } = request.body;
		// a person who signed in here stays who they are
		const session = request.session?.identity.kind === 'device' ? request.session : undefined;
		const account = await accounts.redeemPairing(code, { ...browser, session });
		await audit.record({ what: 'paired', who: whoHas(account), detail: { site: account.site.id } });
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
