/** How often somebody may guess at what they should know. The accounts have their own locks; these spare the server the hashing. */
import type { FastifyRequest, RouteShorthandOptions } from 'fastify';
import { normalizedUsername } from '../accounts/register.ts';
import { clientAddress } from '../clientAddress.ts';

const MINUTE = 60_000;

/** Whose name is being guessed at, so that one person's mistakes do not lock out a whole studio. */
function nameOf({ body }: FastifyRequest): string {
	const { username } = body as { username: string };
	return normalizedUsername(username);
}

/** The account that asks, where there is a session. */
function accountOf({ session }: FastifyRequest): string {
	return session?.identity.account ?? '';
}

/** @param whose what is counted for itself, beside the address; nothing that whoever guesses may choose freely */
function tries(
	max: number,
	whose: (request: FastifyRequest) => string = () => ''
): Pick<RouteShorthandOptions, 'config'> {
	return {
		config: {
			rateLimit: {
				max,
				timeWindow: MINUTE,
				// what stands in the body is read and checked by then
				hook: 'preHandler',
				keyGenerator: (request) => `${clientAddress(request)} ${whose(request)}`
			}
		}
	};
}

/** Setup code: typed once in the life of an installation. */
export const setupTries = tries(10);
/** Sign-in: for each address and user name. */
export const signInTries = tries(10, nameOf);
/**
 * Sign-in, for each address whatever the names: who tries many names once each is held up too, and each try costs a hash.
 * Enough for the people of a whole chain behind one address who begin their day.
 */
export const signInsOfAddress = {
	max: 60,
	timeWindow: MINUTE,
	keyGenerator: (request: { ip: string }) => `address ${clientAddress(request)}`
};
/** Pairing: for each address. A chain may pair all tablets in one morning behind one address; the code has 40 bits. */
export const pairTries = tries(60);
/** PIN: for each device. Several colleagues may be on duty at one. */
export const pinTries = tries(30, accountOf);
/** One's own password, when it is changed: for each account. */
export const passwordTries = tries(10, accountOf);
