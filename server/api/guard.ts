import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify';
import { ServerError } from '../errors.ts';
import { requireRole, requireSender, requireSession } from '../session.ts';
import { accessOf, type Access } from './access.ts';

function check(request: FastifyRequest, access: Exclude<Access, 'key'>): void {
	if (access === 'anyone') return;
	if (access === 'session') requireSession(request);
	else if (access === 'sending') requireSender(request);
	else if (access === 'device') requireDevice(request);
	else requireRole(request, ...access);
}

function requireDevice(request: FastifyRequest): void {
	if (requireSession(request).identity.kind !== 'device') throw new ServerError('not-allowed');
}

/** The key that a program brings; '' where it brings none. */
function keyOf({ headers: { authorization } }: FastifyRequest): string {
	return /^Bearer ([\w-]{1,200})$/i.exec(authorization ?? '')?.[1] ?? '';
}

/**
 * Puts what the access table says before each route that is registered afterwards. It is asked before the body is read: nobody
 * without the right to import makes the server take in files.
 * @param holds whether a key for entry events is the one that counts
 */
export function guardRoutes(app: FastifyInstance, holds: (key: string) => Promise<boolean>): void {
	app.addHook('onRoute', (route) => {
		const path = route.url.slice(route.prefix.length);
		const hooks = [route.onRequest ?? []].flat();
		for (const method of [route.method].flat()) {
			const needed = accessOf(method, path);
			if (needed === 'key') {
				// behind the rate limit: each look at a key asks the database
				hooks.push(async (request: FastifyRequest) => {
					if (!(await holds(keyOf(request)))) throw new ServerError('wrong-key');
				});
				continue;
			}
			const hook: onRequestHookHandler = (request, _reply, done) => {
				check(request, needed);
				done();
			};
			hooks.unshift(hook);
		}
		route.onRequest = hooks;
	});
}
