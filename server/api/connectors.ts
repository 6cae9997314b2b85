import * as v from 'valibot';
import { DEFAULT_SETTINGS, type Settings } from '../../src/lib/domain/directory.ts';
import { MAX_SHORT } from '../../src/lib/domain/limits.ts';
import { whoIs } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { listByPrefix } from '../couchdb/documents.ts';
import { changeDirectory } from '../directory/changeDirectory.ts';
import { hasEntriesKey } from '../entries/key.ts';
import { ServerError } from '../errors.ts';
import { FAILURE_CODES, StateOfConnector } from '../outbound/connectorState.ts';
import { readConnector, removeConnector, setConnector, type ConnectorName } from '../outbound/connectors.ts';
import { DELIVERIES, type Delivery } from '../outbound/deliveries.ts';
import { requireSession } from '../session.ts';
import { line } from './schemas.ts';
import type { Api } from './valibot.ts';

/** Failures that are listed one by one. */
const LISTED = 50;

/** An address that can be called, without a name or password in it: those would end in logs. */
function isCallable(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, username, password, hash } = new URL(text);
	return ['http:', 'https:'].includes(protocol) && username === '' && password === '' && hash === '';
}

const address = v.pipe(v.string(), v.trim(), v.maxLength(2000), v.check(isCallable, 'no web address'));
const boardAddress = v.pipe(
	address,
	v.check((text) => !text.includes('?'), 'no web address'),
	v.transform((text) => text.replace(/\/+$/, ''))
);
/** Goes into a header: printable ASCII without spaces. */
const secretText = (least: number) =>
	v.pipe(v.string(), v.trim(), v.minLength(least), v.maxLength(MAX_SHORT), v.regex(/^[!-~]+$/));

const body = v.object({
	/** null switches it off; absent leaves it as it is */
	board: v.optional(
		v.nullable(
			v.object({
				url: boardAddress,
				user: v.pipe(line, v.regex(/^[ -~]+$/)),
				category: v.optional(v.pipe(v.string(), v.trim(), v.regex(/^\d{0,9}$/, 'no number')), ''),
				/** Absent: the one that is there */
				key: v.optional(secretText(1))
			})
		)
	),
	access: v.optional(v.nullable(v.object({ url: address, secret: v.optional(secretText(16)) })))
});
type Body = v.InferOutput<typeof body>;

const connectors = v.object({
	board: v.optional(
		v.object({ url: v.string(), user: v.string(), category: v.string(), hasKey: v.boolean() })
	),
	access: v.optional(v.object({ url: v.string(), hasSecret: v.boolean() })),
	entries: v.object({ hasKey: v.boolean() })
});

const failure = v.object({ at: v.number(), code: v.picklist(FAILURE_CODES), reason: v.optional(v.string()) });
const state = v.object({
	lastSuccess: v.optional(v.number()),
	lastError: v.optional(failure),
	/** ms since 1970; nothing is sent before. 0 where it is not paused */
	pausedUntil: v.number(),
	waiting: v.number(),
	/** `fact` is the message */
	failed: v.array(v.object({ fact: v.string(), ...failure.entries }))
});

/** The secret that was given, or the one that is there: that one goes only to where it was given for. */
function secretFor(
	field: string,
	given: string | undefined,
	url: string,
	old: { url: string; secret: string } | undefined
): string {
	if (given !== undefined) return given;
	if (old && new URL(old.url).origin === new URL(url).origin) return old.secret;
	throw new ServerError('bad-request', { field, reason: 'missing' });
}

async function setBoard({ couch, clock }: ServerContext, given: NonNullable<Body['board']>, by: string) {
	const { url, user, category } = given;
	await setConnector(couch, 'board', (old) => {
		const key = secretFor('board.key', given.key, url, old && { url: old.url, secret: old.key });
		return { url, user, key, since: old?.since ?? clock(), by, ...(category === '' ? {} : { category }) };
	});
}

async function setAccess({ couch, clock }: ServerContext, given: NonNullable<Body['access']>, by: string) {
	const { url } = given;
	await setConnector(couch, 'access', (old) => {
		const secret = secretFor('access.secret', given.secret, url, old);
		return { url, secret, since: old?.since ?? clock(), by };
	});
}

/** Connectors to outside: the board, the access control. Their keys go in and never come out again. */
export function connectorRoutes(api: Api, ctx: ServerContext): void {
	const { couch, log } = ctx;

	async function answer(): Promise<v.InferInput<typeof connectors>> {
		const board = await readConnector(couch, 'board');
		const access = await readConnector(couch, 'access');
		return {
			board: board && { url: board.url, user: board.user, category: board.category ?? '', hasKey: true },
			access: access && { url: access.url, hasSecret: true },
			entries: { hasKey: await hasEntriesKey(couch) }
		};
	}

	/** Sets one up or switches it off, and tells the devices whether there is one. */
	async function apply(
		name: ConnectorName,
		flag: 'boardConnected' | 'accessConnected',
		set: (() => Promise<void>) | undefined
	): Promise<void> {
		if (set) await set();
		else await removeConnector(couch, name);
		// what failed before may work now
		await new StateOfConnector(couch, name).reset();
		const connected: Partial<Settings> = { [flag]: set !== undefined };
		await changeDirectory(ctx, 'settings', (old) => ({ ...DEFAULT_SETTINGS, ...old, ...connected }));
	}

	async function stateOf(name: ConnectorName): Promise<v.InferInput<typeof state> | undefined> {
		if (!(await readConnector(couch, name))) return undefined;
		const { lastSuccess, lastError, pausedUntil, waiting } = await new StateOfConnector(couch, name).read();
		const deliveries = await listByPrefix<Delivery>(couch.db('private'), DELIVERIES[name]);
		const failed = deliveries.flatMap(({ message, failure: last }) =>
			last ? [{ fact: message, ...last }] : []
		);
		const latest = failed.toSorted((a, b) => b.at - a.at).slice(0, LISTED);
		return { lastSuccess, lastError, pausedUntil, waiting, failed: latest };
	}

	api.get('/connectors', { schema: { response: { 200: connectors } } }, answer);

	api.put('/connectors', { schema: { body, response: { 200: connectors } } }, async (request) => {
		const { board, access } = request.body;
		const { identity } = requireSession(request);
		const by = identity.account;
		if (board !== undefined)
			await apply('board', 'boardConnected', board ? () => setBoard(ctx, board, by) : undefined);
		if (access !== undefined)
			await apply('access', 'accessConnected', access ? () => setAccess(ctx, access, by) : undefined);
		const changed = Object.keys(request.body);
		await ctx.audit.record({
			what: 'connector',
			who: whoIs(identity),
			detail: { changed: changed.join(', ') }
		});
		log.info({ by, changed }, 'connectors changed');
		return await answer();
	});

	const states = v.object({ board: v.optional(state), access: v.optional(state) });
	api.get('/connectors/state', { schema: { response: { 200: states } } }, async () => ({
		board: await stateOf('board'),
		access: await stateOf('access')
	}));
}
