import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify';
import { ServerError } from '../errors.ts';
import { requireRole, requireSession } from '../session.ts';
import { accessOf, type Access } from './access.ts';

function check(request: FastifyRequest, access: Access): void {
	if (access === 'anyone') return;
	if (access === 'session') requireSession(request);
	else if (access === 'device') requireDevice(request);
	else requireRole(request, ...access);
}

function requireDevice(request: FastifyRequest): void {
	if (requireSession(request).identity.kind !== 'device') throw new ServerError('not-allowed');
}

/**
 * Puts what the access table says before each route that is registered afterwards. It is asked before the body is read: nobody
 * without the right to import makes the server take in files.
 */
export function guardRoutes(app: FastifyInstance): void {
	app.addHook('onRoute', (route) => {
		const path = route.url.slice(route.prefix.length);
		const hooks = [route.onRequest ?? []].flat();
		for (const method of [route.method].flat()) {
			const needed = accessOf(method, path);
			const hook: onRequestHookHandler = (request, _reply, done) => {
				check(request, needed);
				done();
			};
			hooks.unshift(hook);
		}
		route.onRequest = hooks;
	});
}
