import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ServerError } from './errors.ts';

/** Names of these files carry a hash of what is in them. */
const IMMUTABLE = `${path.sep}_app${path.sep}immutable${path.sep}`;

/** A person who follows a link: what a screen of the app answers. Pictures and scripts that are missing are missing. */
function isNavigation({ method, headers, url }: FastifyRequest): boolean {
	const [pathname = ''] = url.split('?');
	return (
		(method === 'GET' || method === 'HEAD') &&
		(headers.accept ?? '').includes('text/html') &&
		!/\.[a-z0-9]+$/i.test(pathname) &&
		!/^\/(api|db)(\/|$)/.test(pathname)
	);
}

/** Serves the built PWA; every screen's address gives the one page (SPA). */
export async function serveClient(app: FastifyInstance, clientDir: string): Promise<void> {
	const built = existsSync(path.join(clientDir, 'index.html'));
	if (built) {
		await app.register(fastifyStatic, {
			root: clientDir,
			preCompressed: true,
			cacheControl: false,
			setHeaders(reply, file) {
				// a page, worker or manifest out of a cache would hold an old version in place
				const immutable = file.includes(IMMUTABLE);
				reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
			}
		});
	} else {
		app.log.warn({ clientDir }, 'the app is not built; serving the API alone');
	}
	app.setNotFoundHandler((request, reply) => {
		if (built && isNavigation(request)) return reply.sendFile('index.html');
		throw new ServerError('not-found');
	});
}
