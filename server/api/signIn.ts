import * as v from 'valibot';
import { clientAddress } from '../clientAddress.ts';
import type { ServerContext } from '../context.ts';
import { endSession, SESSION_COOKIE } from '../session.ts';
import { beginSession } from './beginSession.ts';
import { layFoundation } from './foundation.ts';
import { signInsOfAddress, signInTries } from './limits.ts';
import { FailedSignIns } from '../audit/failedSignIns.ts';
import { whoHas, whoIs } from '../audit/who.ts';
import { ServerError } from '../errors.ts';
import { identity, line, newPassword, password } from './schemas.ts';
import type { Api } from './valibot.ts';

const credentials = v.object({
	username: line,
	password,
	/** In place of a temporary one */
	newPassword: v.optional(newPassword)
});

/** Personal accounts sign in with a password; signing out ends the session of this browser, a device's too. */
export function signInRoutes(api: Api, ctx: ServerContext): void {
	const { accounts, audit, clock, log } = ctx;
	const failed = new FailedSignIns(audit, clock);

	/** Not waited for: how long the answer takes must not tell whose name it was. */
	function noteFailure(username: string, error: unknown): void {
		if (!(error instanceof ServerError) || error.code !== 'wrong-credentials') return;
		accounts
			.accountOf(username)
			.then((account) => failed.note(account))
			.catch((err: unknown) => log.warn({ err }, 'could not note a failed sign-in'));
	}

	const schema = { body: credentials, response: { 200: identity } };
	api.post(
		'/sign-in',
		{ ...signInTries, preHandler: api.rateLimit(signInsOfAddress), schema },
		async (request, reply) => {
			const { username, password: typed, newPassword: chosen } = request.body;
			const account = await accounts
				.verifyPassword(username, typed, clientAddress(request), chosen)
				.catch((error: unknown) => {
					noteFailure(username, error);
					throw error;
				});
			if (account.role === 'admin') await layFoundation(ctx, account);
			const begun = await beginSession(accounts, account, request, reply);
			await audit.record({ what: 'sign-in', who: whoHas(account), detail: { browser: begun.device } });
			return begun;
		}
	);

	api.post('/sign-out', async (request, reply) => {
		const token = request.cookies[SESSION_COOKIE];
		if (token !== undefined) await accounts.revokeToken(token);
		if (request.session) await audit.record({ what: 'sign-out', who: whoIs(request.session.identity) });
		endSession(reply);
		return reply.code(204).send();
	});
}
