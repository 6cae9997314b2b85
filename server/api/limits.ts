/** How often somebody may guess at what they should know. The accounts have their own locks; these spare the server the hashing. */
import type { FastifyRequest, RouteShorthandOptions } from 'fastify';

const MINUTE = 60_000;

/** What is being guessed at: a person's account name, so that one person's mistakes do not lock out a whole studio. */
function accountOf(request: FastifyRequest): string {
	const session = request.session?.identity.account;
	if (session !== undefined) return session;
	const username = (request.body as { username?: unknown } | undefined)?.username;
	return typeof username === 'string' ? username.toLowerCase() : '';
}

function tries(max: number): Pick<RouteShorthandOptions, 'config'> {
	return {
		config: {
			rateLimit: {
				max,
				timeWindow: MINUTE,
				// the account stands in the body, which is read by then
				hook: 'preHandler',
				keyGenerator: (request) => `${request.ip} ${accountOf(request)}`
			}
		}
	};
}

/** Setup code: typed once in the life of an installation. */
export const setupTries = tries(10);
/** Sign-in: for each address and user name. */
export const signInTries = tries(10);
/**
 * Sign-in, for each address whatever the names: who tries many names once each is held up too, and each try costs a hash.
 * Enough for the people of a whole chain behind one address who begin their day.
 */
export const signInsOfAddress = {
	max: 60,
	timeWindow: MINUTE,
	keyGenerator: ({ ip }: { ip: string }) => `address ${ip}`
};
/** Pairing: for each address. A chain may pair all tablets in one morning behind one address; the code has 40 bits. */
export const pairTries = tries(60);
/** PIN: for each device. Several colleagues may be on duty at one. */
export const pinTries = tries(30);
