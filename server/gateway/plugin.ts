import { text } from 'node:stream/consumers';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Session } from '../accounts/identity.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { factsThere } from '../facts/factsThere.ts';
import { whenOver } from '../openRequests.ts';
import type { Batch } from './bodies.ts';
import { Crowd, GATEWAY_LIMITS } from './crowd.ts';
import { OpenAnswers } from './openAnswers.ts';
import { screen, type Sent } from './screen.ts';
import { LARGEST_BODY, lookUp, type LetThrough } from './table.ts';
import type { Answer, Upstream } from './upstream.ts';

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

function idsOf(docs: readonly Sent[]): string[] {
	return docs.map(({ _id }) => _id);
}

const NOTHING_REFUSED: ReturnType<typeof screen> = { good: [], refused: [] };

/** What CouchDB says of a document that it did not take. Why validation refused it is ours to say; anything else is the database's own affair. */
const denials = v.array(
	v.pipe(
		v.object({
			id: v.string(),
			rev: v.optional(v.string()),
			error: v.string(),
			reason: v.optional(v.string())
		}),
		v.transform(({ reason, ...rest }) => (rest.error === 'forbidden' ? { ...rest, reason } : rest))
	)
);

/** @throws ServerError `database-away` where it is no such list */
async function denialsIn({ body }: Answer): Promise<v.InferOutput<typeof denials>> {
	const list = v.safeParse(denials, parsed(await text(body)));
	if (!list.success) throw new ServerError('database-away', { reason: 'answer' });
	return list.output;
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
	const open = new OpenAnswers(ctx);
	const crowd = new Crowd(ctx.clock, GATEWAY_LIMITS);
	app.addHook('preClose', async () => open.close());
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
		done(null, body)
	);
	// before the body is read: nobody makes the server take in what it will not pass on, or more than is theirs
	app.addHook('onRequest', async (incoming, { raw }) => {
		const { session } = admit(incoming);
		whenOver(incoming.raw, raw, crowd.enter(session.token));
	});

	/** Ends the request to CouchDB with the browser's, with the server, and with the session. */
	function tie(
		{ raw }: FastifyRequest,
		reply: FastifyReply,
		session: Session,
		request: LetThrough
	): AbortSignal {
		const { signal, close } = open.add(session, request, mayAsk);
		whenOver(raw, reply.raw, close);
		return signal;
	}

	/** What was sent before is written down: a device that sends one batch again and again fills no disk with it. */
	async function noteArrival(account: string, facts: readonly string[]): Promise<void> {
		const known = await factsThere(ctx.couch, facts);
		const news = facts.filter((id) => !known.has(id));
		if (news.length > 0) await ctx.audit.arrived(account, news);
	}

	app.all('/db/*', { bodyLimit: LARGEST_BODY }, async (incoming, reply) => {
		const { request, session } = admit(incoming);
		const body = bodyOf(request, incoming.body);
		const signal = tie(incoming, reply, session, request);
		const { account } = session.identity;
		reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no');
		const { good, refused } = isBatch(body) ? screen(body.docs, session, ctx.clock()) : NOTHING_REFUSED;
		ctx.metrics.facts({ passed: good.length, refused: refused.length });
		if (refused.length > 0 && good.length === 0) return reply.code(201).send(refused);
		if (good.length > 0) await ctx.couch.again(() => noteArrival(account, idsOf(good)));
		// written anew: of a name that comes twice, we and CouchDB might each have read another
		const passedOn = body && JSON.stringify(isBatch(body) ? { ...body, docs: good } : body);
		const answer = await upstream.ask(account, request, passedOn, signal).catch((error: unknown) => {
			if (!signal.aborted) throw error;
			return undefined;
		});
		// the browser has gone, or the session with it: there is nobody to answer
		if (!answer) return reply.hijack().raw.destroy();
		reply.code(answer.status).type('application/json; charset=utf-8');
		if (isBatch(body)) return reply.send([...refused, ...(await denialsIn(answer))]);
		return reply.send(answer.body);
	});
};
