import * as v from 'valibot';
import type { ServerContext } from '../context.ts';
import { endSession, SESSION_COOKIE } from '../session.ts';
import { beginSession } from './beginSession.ts';
import { layFoundation } from './foundation.ts';
import { signInsOfAddress, signInTries } from './limits.ts';
import { identity, line } from './schemas.ts';
import type { Api } from './valibot.ts';

const credentials = v.object({
	username: line,
	password: v.pipe(v.string(), v.minLength(1), v.maxLength(200))
});

/** Personal accounts sign in with a password; signing out ends the session of this browser, a device's too. */
export function signInRoutes(api: Api, ctx: ServerContext): void {
	const { accounts } = ctx;
	const schema = { body: credentials, response: { 200: identity } };
	api.post(
		'/sign-in',
		{ ...signInTries, preHandler: api.rateLimit(signInsOfAddress), schema },
		async (request, reply) => {
			const { username, password } = request.body;
			const account = await accounts.verifyPassword(username, password, request.ip);
			if (account.role === 'admin') await layFoundation(ctx, account);
			return await beginSession(accounts, account, request, reply);
		}
	);

	api.post('/sign-out', async (request, reply) => {
		const token = request.cookies[SESSION_COOKIE];
		if (token !== undefined) await accounts.revokeToken(token);
		endSession(reply);
		return reply.code(204).send();
	});
}
