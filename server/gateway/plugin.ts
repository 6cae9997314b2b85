import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Session } from '../accounts/identity.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { LARGEST_BODY, lookUp, type LetThrough } from './table.ts';
import type { Upstream } from './upstream.ts';

/** How often a waiting feed looks whether its session still holds, ms. */
const LOOK_AGAIN = 30_000;

/** What the gateway is given. */
export interface GatewayOptions {
	readonly ctx: ServerContext;
	readonly upstream: Upstream;
}

/** The row of the table, and the session. @throws ServerError `not-let-through`, `no-session`, `account-ended` */
function admit({ method, raw, session }: FastifyRequest): { request: LetThrough; session: Session } {
	const request = lookUp(method, raw.url ?? '');
	if (!request) throw new ServerError('not-let-through');
	if (!session) throw new ServerError('no-session');
	if (!mayAsk(session, request)) throw new ServerError('account-ended');
	return { request, session };
}

function mayAsk({ status }: Session, { row }: LetThrough): boolean {
	return status === 'active' || (status === 'retired' && row.retired);
}

/** What is passed on. @throws ServerError `too-large`, `bad-request`, `bad-batch` */
function bodyOf({ row }: LetThrough, given: unknown): string | undefined {
	if (!row.body) return undefined;
	const text = typeof given === 'string' ? given : '{}';
	if (Buffer.byteLength(text) > row.body.limit) throw new ServerError('too-large');
	const body = row.body.check(parsed(text));
	if (!body) throw new ServerError(row.upstream === '_bulk_docs' ? 'bad-batch' : 'bad-request');
	// written anew: of a name that comes twice, we and CouchDB might each have read another
	return JSON.stringify(body);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new ServerError('bad-request');
	}
}

/** Lets through to the database what the table names, as the account of the session (DESIGN § 5). */
export const gateway: FastifyPluginAsync<GatewayOptions> = async (app, { ctx, upstream }) => {
	const open = new Set<AbortController>();
	app.addHook('preClose', async () => open.forEach((feed) => feed.abort()));
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
		done(null, body)
	);
	// before the body is read: nobody makes the server take in what it will not pass on
	app.addHook('onRequest', async (request) => void admit(request));

	/** Ends the request to CouchDB with the browser's, with the server, and with the session. */
	function tie(reply: FastifyReply, { token }: Session, request: LetThrough): AbortController {
		const controller = new AbortController();
		open.add(controller);
		const timer = setInterval(() => {
			ctx.accounts.sessionOfToken(token).then(
				(session) => (session && mayAsk(session, request)) || controller.abort(),
				() => controller.abort()
			);
		}, LOOK_AGAIN);
		reply.raw.once('close', () => {
			clearInterval(timer);
			open.delete(controller);
			controller.abort();
		});
		return controller;
	}

	app.all('/db/*', { bodyLimit: LARGEST_BODY }, async (incoming, reply) => {
		const { request, session } = admit(incoming);
		const body = bodyOf(request, incoming.body);
		const { signal } = tie(reply, session, request);
		const answer = await upstream.ask(session.identity.account, request, body, signal);
		reply.code(answer.status).header('cache-control', 'no-store').header('x-accel-buffering', 'no');
		if (answer.contentType !== undefined) reply.type(answer.contentType);
		return reply.send(answer.body);
	});
};
