import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, {
	LogController,
	type FastifyInstance,
	type FastifyReply,
	type FastifyRequest
} from 'fastify';
import { answerError, answerErrors } from './answerErrors.ts';
import { apiPlugin } from './api/plugin.ts';
import { serveClient } from './client.ts';
import { contentPolicy } from './contentPolicy.ts';
import type { ServerContext } from './context.ts';
import { ServerError } from './errors.ts';
import { refuseForeign } from './foreignOrigin.ts';
import { gateway } from './gateway/plugin.ts';
import type { Upstream } from './gateway/upstream.ts';
import { healthRoute } from './health.ts';
import { measureRequests } from './metrics/measureRequests.ts';
import { metricsRoute } from './metrics/metricsRoute.ts';
import { findSessions } from './session.ts';
import { readCertificate } from './tls.ts';

/** Every answer carries it: a captive portal's page is told apart from ours. */
const OURS = 'x-dienstbuch';
/** A year, s. */
const HSTS_MAX_AGE = 365 * 24 * 3600;
/** How long a browser may take to send the head of a request, ms; a slower one only holds a connection. */
const HEAD_PATIENCE = 20_000;
/** And the whole of it, ms: the largest upload over 2 Mbit/s. */
const REQUEST_PATIENCE = 300_000;
/** What answers carry that come before our hooks. */
const BEFORE_HOOKS = {
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'SAMEORIGIN'
};

function newFastify({ config: { tls, trustProxy }, log, version }: ServerContext): FastifyInstance {
	const options = {
		loggerInstance: log,
		// addresses of browsers are personal data, and so may what stands in the requests' addresses be
		logController: new LogController({ disableRequestLogging: true }),
		trustProxy,
		forceCloseConnections: 'idle' as const,
		requestTimeout: REQUEST_PATIENCE,
		frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
			void answerError(error, request, reply.headers({ ...BEFORE_HOOKS, [OURS]: version }))
	};
	if (!tls) return fastify(options);
	const https = readCertificate(tls);
	// with TLS the type speaks of another server; everything that we use of it is the same
	return fastify({ ...options, https }) as unknown as FastifyInstance;
}

/** Builds the app: the PWA, `/api`, and the gateway to the database under `/db`. */
export async function buildApp(ctx: ServerContext, upstream: Upstream): Promise<FastifyInstance> {
	const app = newFastify(ctx);
	try {
		await furnish(app, ctx, upstream);
		return app;
	} catch (error) {
		// what was registered so far may have timers
		await app.close();
		throw error;
	}
}

async function furnish(app: FastifyInstance, ctx: ServerContext, upstream: Upstream): Promise<void> {
	const { config, version, database } = ctx;
	app.server.headersTimeout = HEAD_PATIENCE;
	answerErrors(app);
	measureRequests(app, ctx.metrics);
	await app.register(cookie);
	// the certificate is for this name; of others that end in it we know nothing
	const hsts = config.tls !== undefined && { maxAge: HSTS_MAX_AGE, includeSubDomains: false };
	await app.register(helmet, { contentSecurityPolicy: false, hsts });
	const policy = contentPolicy(config.clientDir);
	app.addHook('onRequest', async (_request, reply) => {
		reply.header(OURS, version);
		reply.header('content-security-policy', policy());
		reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
	});
	healthRoute(app, ctx);
	metricsRoute(app, ctx);
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
}
