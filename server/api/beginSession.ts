import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts } from '../accounts/accounts.ts';
import { ServerError } from '../errors.ts';
import type { Account, Identity } from '../accounts/identity.ts';
import { startSession } from '../session.ts';

/** Signs the browser in as the account: sets the cookie, and gives what the browser is to know of itself. */
export async function beginSession(
	accounts: Accounts,
	account: Account,
	request: FastifyRequest,
	reply: FastifyReply
): Promise<Identity> {
	const token = await accounts.issueToken(account);
	const session = await accounts.sessionOfToken(token);
	// ended by somebody between two lines of this function
	if (session?.status !== 'active') throw new ServerError('account-ended');
	startSession(request, reply, token);
	return session.identity;
}
