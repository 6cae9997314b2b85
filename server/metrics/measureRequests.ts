import type { FastifyInstance, FastifyRequest } from 'fastify';
import { lookUp } from '../gateway/table.ts';
import type { Metrics } from './metrics.ts';

/** The pattern that a request was answered by: one of few, whatever was asked for. */
function routeOf({ method, raw, routeOptions, is404 }: FastifyRequest): string {
	const url = routeOptions.url;
	if (is404 || url === undefined) return 'none';
	// all requests to the database share one route; the table of the gateway says which they are
	if (url === '/db/*') return lookUp(method, raw.url ?? '')?.row.path ?? 'none';
	return url === '/*' ? 'app' : url;
}

/** A request to the database that waits until there is something new. */
function isFeed({ method, raw }: FastifyRequest): boolean {
	return lookUp(method, raw.url ?? '')?.query.get('feed') === 'longpoll';
}

/** Counts every request, and how long its answer took. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
	app.addHook('onRequest', async (request, reply) => {
		if (!isFeed(request)) return;
		metrics.feedOpened();
		reply.raw.once('close', () => metrics.feedClosed());
	});
	app.addHook('onResponse', async (request, reply) => {
		if (isFeed(request)) return;
		metrics.request(request.method, routeOf(request), reply.statusCode, reply.elapsedTime / 1000);
	});
}
