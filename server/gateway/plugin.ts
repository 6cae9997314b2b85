import { text } from 'node:stream/consumers';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Session } from '../accounts/identity.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import type { Batch } from './bodies.ts';
import { screen } from './screen.ts';
import { LARGEST_BODY, lookUp, type LetThrough } from './table.ts';
import type { Answer, Upstream } from './upstream.ts';

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

/** What the browser brought. @throws ServerError `too-large`, `bad-request`, `bad-batch` */
function bodyOf({ row }: LetThrough, given: unknown): object | undefined {
	if (!row.body) return undefined;
	const json = typeof given === 'string' ? given : '{}';
	if (Buffer.byteLength(json) > row.body.limit) throw new ServerError('too-large');
	const body = row.body.check(parsed(json));
	if (!body) throw new ServerError(row.upstream === '_bulk_docs' ? 'bad-batch' : 'bad-request');
	return body;
}

function isBatch(body: object | undefined): body is Batch {
	return body !== undefined && 'new_edits' in body;
}

const NOTHING_REFUSED: ReturnType<typeof screen> = { good: [], refused: [] };

/** What CouchDB says of each document that it did not take. */
async function listIn({ body }: Answer): Promise<unknown[]> {
	return JSON.parse(await text(body)) as unknown[];
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json);
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
		const { account } = session.identity;
		reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no');
		const { good, refused } = isBatch(body) ? screen(body.docs, account, ctx.clock()) : NOTHING_REFUSED;
		if (refused.length > 0 && good.length === 0) return reply.code(201).send(refused);
		// written anew: of a name that comes twice, we and CouchDB might each have read another
		const passedOn = body && JSON.stringify(isBatch(body) ? { ...body, docs: good } : body);
		const answer = await upstream.ask(account, request, passedOn, signal);
		reply.code(answer.status);
		if (refused.length > 0 && answer.status === 201)
			return reply.send([...refused, ...(await listIn(answer))]);
		if (answer.contentType !== undefined) reply.type(answer.contentType);
		return reply.send(answer.body);
	});
};
