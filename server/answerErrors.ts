import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isAway, isCouchs } from './couchdb/couch.ts';
import { ServerError, type ErrorCode } from './errors.ts';

/** Fastify's own errors, by status. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
	400: 'bad-request',
	// of @fastify/static, for paths that would leave its folder
	403: 'not-found',
	404: 'not-found',
	413: 'too-large',
	415: 'unsupported-type',
	429: 'too-many-tries'
};

/** The error of ours that another error comes to. */
export function asServerError(error: unknown): ServerError {
	if (error instanceof ServerError) return error;
	if (isAway(error)) return new ServerError('database-away');
	// CouchDB's errors have a status too, which says nothing about what the browser asked
	if (isCouchs(error)) return new ServerError('internal');
	const { statusCode, validation, message } = error as Partial<FastifyError>;
	if (validation) return new ServerError('bad-request', { reason: message });
	if (statusCode === undefined || statusCode >= 500) return new ServerError('internal');
	// such as 414 for a part of the path that is too long: whatever it is, it is the request's fault
	return new ServerError(BY_STATUS[statusCode] ?? 'bad-request');
}

/** Makes JSON of every error, and logs those that are the server's own fault. */
export function answerErrors(app: FastifyInstance): void {
	app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
}

/** The same for errors before routing, such as a path with a broken escape. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
	const answer = asServerError(error);
	// the pattern of the route, not the address: that may name people
	const route = request.routeOptions?.url;
	if (answer.code === 'internal') request.log.error({ err: error, route }, 'failed');
	// whoever runs it has to know of a full disk; that nobody answers, the health check says
	else if (isCouchs(error)) request.log.warn({ err: error, route }, 'the database failed');
	const { retryAfter } = answer.details;
	if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
	return reply.code(answer.statusCode).type('application/json').send(answer.toJSON());
}
