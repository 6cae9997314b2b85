import { readFileSync } from 'node:fs';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { answerError, answerErrors } from './answerErrors.ts';
import { apiPlugin } from './api/plugin.ts';
import { serveClient } from './client.ts';
import type { Config } from './config.ts';
import { contentPolicy } from './contentPolicy.ts';
import type { ServerContext } from './context.ts';
import { ServerError } from './errors.ts';
import { refuseForeign } from './foreignOrigin.ts';
import { gateway } from './gateway/plugin.ts';
import type { Upstream } from './gateway/upstream.ts';
import { healthRoute } from './health.ts';
import { findSessions } from './session.ts';

/** Every answer carries it: a captive portal's page is told apart from ours. */
const OURS = 'x-dienstbuch';
/** A year, s. */
const HSTS_MAX_AGE = 365 * 24 * 3600;

function newFastify({ tls, trustProxy }: Config, log: FastifyBaseLogger): FastifyInstance {
	const options = {
		loggerInstance: log,
		// addresses of browsers are personal data, and so may what stands in the requests' addresses be
		logController: new LogController({ disableRequestLogging: true }),
		trustProxy,
		forceCloseConnections: 'idle' as const,
		frameworkErrors: answerError
	};
	if (!tls) return fastify(options);
	const https = { cert: readFileSync(tls.cert), key: readFileSync(tls.key) };
	// with TLS the type speaks of another server; everything that we use of it is the same
	return fastify({ ...options, https }) as unknown as FastifyInstance;
}

/** Builds the app: the PWA, `/api`, and the gateway to the database under `/db`. */
export async function buildApp(ctx: ServerContext, upstream: Upstream): Promise<FastifyInstance> {
	const { config, version, database, log } = ctx;
	const app = newFastify(config, log);
	answerErrors(app);
	await app.register(cookie);
	// the certificate is for this name; of others that end in it we know nothing
	const hsts = config.tls !== undefined && { maxAge: HSTS_MAX_AGE, includeSubDomains: false };
	await app.register(helmet, { contentSecurityPolicy: false, hsts });
	const policy = contentPolicy(config.clientDir);
	app.addHook('onRequest', async (_request, reply) => {
		reply.header(OURS, version);
		reply.header('content-security-policy', policy);
		reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
	});
	healthRoute(app, ctx);
	await app.register(async (scope) => {
		scope.addHook('onRequest', async (request) => {
			refuseForeign(request);
			if (database.state.status !== 'ready') throw new ServerError('database-away');
		});
		findSessions(scope, ctx);
		await scope.register(apiPlugin, { prefix: '/api', ctx });
		await scope.register(gateway, { ctx, upstream });
	});
	await serveClient(app, config.clientDir);
	return app;
}
