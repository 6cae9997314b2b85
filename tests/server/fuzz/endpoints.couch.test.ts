/**
 * Every endpoint gets what nobody should send, from everybody who can reach it: no 500, no crash, no stack trace in an answer.
 * fast-check prints the seed and the smallest request that fails.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { access } from '../../../server/api/access.ts';
import { readList } from '../../../server/directory/lists.ts';
import { listSchemas, type ListName } from '../../../server/directory/listSchemas.ts';
import { SESSION_COOKIE } from '../../../server/session.ts';
import type { Role } from '../../../src/lib/domain/directory.ts';
import { fillDirectory, LNU, PASSWORD, setUp } from '../api/caller.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { anyText, nonsense, valuesFor } from './arbitraries.ts';
import { expectNoInnards } from './innards.ts';
import { allRoutes, NUMBER_OF_ROUTES, type Route } from './routes.ts';

const RUNS = 40;
const KNOWN = [
	'LNU',
	'100',
	'101',
	'anna',
	PASSWORD,
	'1234',
	'4711',
	'sites',
	'settings',
	'2026-01-01T10:00:00.000Z'
];
const CALLERS = ['nobody', 'device', 'staff', 'lead', 'office', 'admin'] as const;

let server: TestServer;
let routes: Route[] = [];
const cookies = new Map<string, string>();

async function personCookie({ ctx: { accounts } }: TestServer, role: Role): Promise<string> {
	const staff = { id: role, name: role };
	const person = { username: `fuzz ${role}`, password: PASSWORD, staff, role, site: LNU };
	return `${SESSION_COOKIE}=${await accounts.issueToken(await accounts.createPersonAccount(person))}`;
}

beforeAll(async () => {
	server = await startTestServer();
	await setUp(server);
	await fillDirectory(server);
	cookies.set('device', (await server.device()).cookie);
	for (const role of ['staff', 'lead', 'office', 'admin'] as const) {
		cookies.set(role, await personCookie(server, role));
	}
	routes = await allRoutes(server);
});
afterAll(() => server.stop());

/** A token is looked up in the database, so one that is signed out is made anew. */
async function cookieOf(caller: string): Promise<string> {
	const cookie = cookies.get(caller) ?? '';
	const token = cookie.slice(SESSION_COOKIE.length + 1);
	const { accounts } = server.ctx;
	if (cookie === '' || (await accounts.sessionOfToken(token))?.status === 'active') return cookie;
	const fresh = caller === 'device' ? (await server.device()).cookie : await again(caller as Role);
	cookies.set(caller, fresh);
	return fresh;
}

async function again(role: Role): Promise<string> {
	const { accounts } = server.ctx;
	const account = (await accounts.listAccounts()).find(({ username }) => username === `fuzz ${role}`);
	if (!account) throw new Error(`no account ${role}`);
	await accounts.setStatus(account.name, 'active');
	return `${SESSION_COOKIE}=${await accounts.issueToken({ ...account, status: 'active' })}`;
}

interface Sent {
	readonly caller: string;
	readonly params: unknown;
	readonly query: unknown;
	readonly body: unknown;
	readonly type: string;
	readonly raw: boolean;
}

function requestsFor({ schema }: Route): fc.Arbitrary<Sent> {
	const from = (part: keyof Route['schema']): fc.Arbitrary<unknown> => {
		const given = schema[part];
		return given ? valuesFor(given, KNOWN) : fc.oneof(fc.constant(undefined), nonsense);
	};
	return fc.record({
		// most as somebody who gets past the guard
		caller: fc.oneof(fc.constantFrom('admin', 'device'), fc.constantFrom(...CALLERS)),
		params: from('params'),
		query: from('querystring'),
		body: from('body'),
		type: fc.oneof(
			{ weight: 8, arbitrary: fc.constant('application/json') },
			{
				weight: 1,
				arbitrary: fc.constantFrom(
					'application/octet-stream',
					'text/csv',
					'multipart/form-data; boundary=x',
					'multipart/form-data',
					'text/plain',
					'application/json; charset=utf-16'
				)
			}
		),
		raw: fc.boolean()
	});
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Encoded so that a URL can carry it, lone surrogates replaced as a browser would. */
function encoded(value: unknown): string {
	return encodeURIComponent(textOf(value).toWellFormed());
}

function urlOf({ path }: Route, { params, query, raw }: Sent): string {
	const values = typeof params === 'object' && params !== null ? Object.values(params) : [params];
	let next = 0;
	const filled = path.replace(/:\w+/g, () => encoded(values[next++ % values.length] ?? 'x').slice(0, 3000));
	if (typeof query !== 'object' || query === null) return filled;
	const pairs = Object.entries(query).flatMap(([name, value]) =>
		value === undefined ? [] : [`${encoded(name)}=${encoded(value)}`]
	);
	// the same name twice, which makes a list of it
	return `${filled}?${[...pairs, ...(raw ? pairs.slice(0, 1) : [])].join('&').slice(0, 12_000)}`;
}

async function send(route: Route, sent: Sent): Promise<void> {
	const hasBody = route.method !== 'GET';
	const answer = await server.app.inject({
		method: route.method as 'GET',
		url: urlOf(route, sent),
		headers: { cookie: await cookieOf(sent.caller), ...(hasBody ? { 'content-type': sent.type } : {}) },
		payload: hasBody ? textOf(sent.body) : undefined
	});
	const said = `${answer.statusCode} ${answer.body}`;
	expect(answer.statusCode, said).toBeLessThan(500);
	expectNoInnards(said);
	if (answer.statusCode >= 400) expect(answer.json()).toMatchObject({ code: expect.any(String) });
}

describe('no 500 and nothing of the inside from', () => {
	it('any route: they are all known', () => {
		expect(routes.filter(({ method }) => method !== 'HEAD')).toHaveLength(NUMBER_OF_ROUTES);
	});

	it.each(Object.keys(access))('%s', async (name) => {
		const [method, path] = name.split(' ');
		const route = routes.find((one) => one.method === method && one.path === `/api${path}`);
		if (!route) throw new Error(`${name} is not registered`);
		await fc.assert(
			fc.asyncProperty(requestsFor(route), (sent) => send(route, sent)),
			{ numRuns: RUNS }
		);
	});

	it('forms that are none', async () => {
		const types = fc.constantFrom(
			'multipart/form-data; boundary=x',
			'multipart/form-data; boundary=""',
			'multipart/form-data'
		);
		const pieces = fc.constantFrom(
			'--x\r\n',
			'--x--\r\n',
			'--x--',
			'--x',
			'\r\n',
			'\r\n\r\n',
			'Content-Disposition: form-data; name="contacts"; filename="a.csv"\r\n',
			'Content-Disposition: form-data; name="__proto__"; filename="../../x"\r\n',
			'Content-Disposition: form-data; name="sites"\r\n',
			'Content-Disposition: form-data\r\n',
			'Content-Type: text/csv\r\n',
			'Content-Transfer-Encoding: base64\r\n',
			'Kundennummer;Nachname\r\n1;x\r\n',
			'PK\u0003\u0004\u0000\u0000'
		);
		const form = fc.array(pieces, { maxLength: 12 }).map((some) => some.join(''));
		await fc.assert(
			fc.asyncProperty(types, form, async (type, payload) => {
				const headers = { cookie: await cookieOf('admin'), 'content-type': type };
				const answer = await server.app.inject({
					method: 'POST',
					url: '/api/import/preview',
					headers,
					payload
				});
				expect(answer.statusCode, answer.body).toBeLessThan(500);
				expectNoInnards(answer.body);
			}),
			{ numRuns: 150 }
		);
	});

	it.each(Object.keys(listSchemas) as ListName[])(
		'the list %s; and what it takes can be read',
		async (name) => {
			await fc.assert(
				fc.asyncProperty(valuesFor(listSchemas[name], KNOWN), async (entries) => {
					const { revision } = await readList(server.ctx.couch, name);
					const answer = await server.app.inject({
						method: 'PUT',
						url: `/api/lists/${name}`,
						headers: { cookie: await cookieOf('admin'), 'content-type': 'application/json' },
						payload: JSON.stringify({ revision, entries })
					});
					expect(answer.statusCode, answer.body).toBeLessThan(500);
					await server.ctx.directory.readDoc(name);
				}),
				{ numRuns: RUNS }
			);
		}
	);

	it('addresses that nobody serves', async () => {
		const methods = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD');
		const start = fc.constantFrom('/api/', '/db/', '/db/messages/', '/', '/_app/');
		await fc.assert(
			fc.asyncProperty(methods, start, anyText, fc.boolean(), async (method, before, text, raw) => {
				const url = before + (raw ? encodeURI(text.toWellFormed()) : encoded(text)).slice(0, 3000);
				const answer = await server.app.inject({ method: method as 'GET', url, headers: { accept: '*/*' } });
				expect(answer.statusCode).toBeLessThan(500);
				expectNoInnards(answer.body);
			}),
			{ numRuns: 400 }
		);
	});

	it('cookies that nobody set', async () => {
		const printable = fc.string({ unit: fc.constantFrom(...'ab=;,"\\ %_{}[]()<>@:/?'), maxLength: 200 });
		await fc.assert(
			fc.asyncProperty(fc.oneof(printable, anyText.map(encoded)), async (text) => {
				const cookie = `${SESSION_COOKIE}=${text}`;
				const answer = await server.app.inject({ url: '/api/device', headers: { cookie } });
				expect([answer.statusCode, answer.json().code]).toEqual([401, 'no-session']);
			})
		);
	});
});

it('all of that has not stopped the server, nor let in anybody', async () => {
	expect((await server.app.inject('/api/health')).statusCode).toBe(200);
	expect((await server.app.inject('/api/settings')).statusCode).toBe(401);
	expect({}).not.toHaveProperty('x');
});
