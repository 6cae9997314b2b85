/** The browser's session with this server: an HttpOnly cookie, and who it stands for. */
import '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '../src/lib/domain/directory.ts';
import type { Session } from './accounts/identity.ts';
import { clientAddress } from './clientAddress.ts';
import type { ServerContext } from './context.ts';
import { ServerError } from './errors.ts';
import { Crowd, STRANGER_LIMITS } from './gateway/crowd.ts';

declare module 'fastify' {
	interface FastifyRequest {
		/** Who asks; undefined without a token, or with one that stands for nothing */
		session: Session | undefined;
		/** Whether the browser reaches us by TLS, as far as request or settings tell */
		overTls: boolean;
	}
}

/** Name of the cookie. */
export const SESSION_COOKIE = 'dienstbuch';
/** A year, s; each answer of `/api/device` begins it anew. */
const MAX_AGE = 365 * 24 * 3600;

/** Finds out who asks before anything else is done with a request of this scope. Needs @fastify/cookie. */
export function findSessions(
	scope: FastifyInstance,
	{ accounts, clock, config, couch, log }: ServerContext
): void {
	const strangers = new Crowd(clock, STRANGER_LIMITS);
	/** @throws ServerError `too-many-requests` where that address has brought too many cookies that nobody knows */
	async function sessionOf(request: FastifyRequest, token: string): Promise<Session | undefined> {
		const leave = accounts.isStrangeToken(token) ? strangers.enter(clientAddress(request)) : undefined;
		try {
			return await couch.again(() => accounts.sessionOfToken(token));
		} finally {
			leave?.();
		}
	}

	scope.decorateRequest('session', undefined);
	scope.decorateRequest('overTls', false);
	// a proxy that is not named in TRUST_PROXY is not believed; the address that browsers were given is
	const publicTls = config.publicUrl?.startsWith('https:') === true;
	scope.addHook('onRequest', async (request, reply) => {
		request.overTls = publicTls || request.protocol === 'https';
		const token = request.cookies[SESSION_COOKIE];
		if (token === undefined) return;
		request.session = await sessionOf(request, token);
		if (!request.session) return;
		if (request.url.startsWith('/api/device')) startSession(request, reply, token);
		accounts.touchLastSeen(request.session.identity.account).catch((error: unknown) => {
			log.warn({ err: error }, 'could not note that a device was seen');
		});
	});
}

/** @throws ServerError `no-session`; `account-ended` where the device was retired or is lost */
export function requireSession({ session }: FastifyRequest): Session {
	if (!session) throw new ServerError('no-session');
	if (session.status !== 'active') throw new ServerError('account-ended');
	return session;
}

/** @throws ServerError `no-session`; `account-ended` where the device is lost: a retired one sends what it has */
export function requireSender({ session }: FastifyRequest): Session {
	if (!session) throw new ServerError('no-session');
	if (session.status === 'lost') throw new ServerError('account-ended');
	return session;
}

/** @throws ServerError as {@link requireSession}, and `not-allowed` for devices and persons of another role */
export function requireRole(request: FastifyRequest, ...roles: readonly Role[]): Session {
	const session = requireSession(request);
	const { role } = session.identity;
	if (!role || !roles.includes(role)) throw new ServerError('not-allowed');
	return session;
}

/** Has the browser keep the token. */
export function startSession(request: FastifyRequest, reply: FastifyReply, token: string): void {
	reply.setCookie(SESSION_COOKIE, token, {
		httpOnly: true,
		sameSite: 'strict',
		path: '/',
		secure: request.overTls,
		maxAge: MAX_AGE
	});
}

/** Has the browser forget the token. */
export function endSession(reply: FastifyReply): void {
	reply.clearCookie(SESSION_COOKIE, { path: '/' });
}
