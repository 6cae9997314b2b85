import * as v from 'valibot';
import { whoIs } from '../audit/who.ts';
import { clientAddress } from '../clientAddress.ts';
import type { ServerContext } from '../context.ts';
import { requireSession, startSession } from '../session.ts';
import { passwordTries } from './limits.ts';
import { newPassword, password } from './schemas.ts';
import type { Api } from './valibot.ts';

const change = v.object({ password, newPassword });

/** A person's own password (DESIGN § 6). */
export function passwordRoutes(api: Api, { accounts, audit }: ServerContext): void {
	api.post('/password', { ...passwordTries, schema: { body: change } }, async (request, reply) => {
		const { identity } = requireSession(request);
		const { password: old, newPassword: chosen } = request.body;
		const account = await accounts.changePassword(identity.account, old, chosen, clientAddress(request));
		await audit.record({ what: 'password', who: whoIs(identity), about: account.name });
		// every other browser has to sign in again; this one goes on as the same
		const browser = identity.device.slice(account.name.length + 1);
		startSession(request, reply, await accounts.issueToken(account, browser));
		return reply.code(204).send();
	});
}
