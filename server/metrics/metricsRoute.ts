import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { observe } from './observed.ts';

const hashOf = (text: string): Uint8Array => new Uint8Array(createHash('sha256').update(text).digest());

/** `GET /metrics` for Prometheus, with `Authorization: Bearer <METRICS_TOKEN>`; answers without a database too. Without a token there is none. */
export function metricsRoute(app: FastifyInstance, ctx: ServerContext): void {
	const { metricsToken } = ctx.config;
	if (metricsToken === undefined) return;
	const { metrics } = ctx;
	const expected = hashOf(metricsToken);
	metrics.watchProcess();
	observe(ctx);
	app.get('/metrics', async ({ headers: { authorization = '' } }, reply) => {
		const [, given = ''] = /^Bearer (.+)$/i.exec(authorization) ?? [];
		if (!timingSafeEqual(hashOf(given), expected)) throw new ServerError('wrong-key');
		return reply
			.header('cache-control', 'no-store')
			.type(metrics.registry.contentType)
			.send(await metrics.registry.metrics());
	});
}
