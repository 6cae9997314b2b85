/** The database's requests that the table lets through, from a device that sends anything: no 500, no crash, nothing of the inside. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { table, type GatewayRow } from '../../../server/gateway/table.ts';
import { factKinds } from '../../../src/lib/domain/facts/registry.ts';
import { bodyOf } from '../../../src/lib/domain/canonical.ts';
import { batch, forged, messageOf, pushed, type Pushed } from '../facts.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';
import { anyText, nonsense, valuesFor } from './arbitraries.ts';
import { expectNoInnards } from './innards.ts';

const RUNS = 150;

let server: TestServer;
let device: TestDevice;
let there: Pushed;
beforeAll(async () => {
	server = await startTestServer();
	device = await server.device();
	there = pushed(messageOf(device.identity, 'schon da'));
	await device.fetch('/db/messages/_bulk_docs', { body: batch(there) });
});
afterAll(() => server.stop());

const KNOWN = [
	'LNU',
	'100',
	'2026-01-01T10:00:00.000Z',
	'_design/dienstbuch',
	'_local/x',
	'contacts:0001',
	'sites'
];

/** What stands behind the question mark: names that are let through with any value, values that are with any name, and anything. */
function queriesFor({ query }: GatewayRow): fc.Arbitrary<string> {
	const names = [...Object.keys(query), 'since', 'filter', 'view', 'doc_ids', 'attachments', 'rev'];
	const values = [
		'true',
		'normal',
		'longpoll',
		'0',
		'1',
		'-1',
		'now',
		'10',
		'9999999999',
		'1-abc',
		'12-g1AAAAB',
		'0x10',
		''
	];
	const encoded = (text: string): string => encodeURIComponent(text.toWellFormed()).slice(0, 9000);
	const value = fc.oneof(fc.constantFrom(...values), fc.constantFrom(...values), anyText.map(encoded));
	const pair = fc.tuple(fc.constantFrom(...names), value).map(([name, text]) => `${name}=${text}`);
	return fc.oneof(
		{ weight: 3, arbitrary: fc.constant('') },
		{ weight: 6, arbitrary: fc.array(pair, { maxLength: 4 }).map((pairs) => pairs.join('&')) },
		{ weight: 1, arbitrary: anyText.map((text) => encodeURI(text.toWellFormed()).slice(0, 9000)) }
	);
}

/** Facts that fit, nearly fit, claim another device or another time; and what is none. */
function documents(): fc.Arbitrary<unknown> {
	const schemas = factKinds.flatMap(({ versions }) => Object.values(versions));
	const body = fc.oneof(...schemas.map((schema) => valuesFor(schema, KNOWN)));
	const own = bodyOf(messageOf(device.identity, 'Text'));
	const instant = fc.constantFrom(Date.now(), 0, Date.now() + 86_400_000);
	const field = fc.tuple(
		fc.oneof(fc.constantFrom(...Object.keys(own), '_deleted', '_attachments', '_rev'), anyText),
		nonsense
	);
	return fc.oneof(
		fc.tuple(body, instant).map(([some, at]) => sealed(some, at)),
		// by way of entries, so that `__proto__` becomes a field
		fc
			.tuple(field, instant)
			.map(([pair, at]) => sealed(Object.fromEntries([...Object.entries(own), pair]), at)),
		field.map((pair) => Object.fromEntries([...Object.entries(there), pair])),
		fc.constant(there),
		fc.record({
			_id: fc.oneof(anyText, fc.constantFrom(...KNOWN)),
			_rev: fc.constantFrom(there._rev, '2-x', '')
		}),
		nonsense
	);
}

function sealed(body: unknown, at: number): unknown {
	try {
		return forged(JSON.parse(JSON.stringify({ ...(body as object) })) as Record<string, unknown>, at);
	} catch {
		// nested too deeply to be hashed
		return body;
	}
}

function bodiesFor({ upstream }: GatewayRow): fc.Arbitrary<string> {
	const asked = fc.record(
		{
			id: fc.oneof(fc.constantFrom(...KNOWN, there._id), anyText),
			rev: fc.constantFrom(there._rev, '1-x', '', 'x'),
			atts_since: nonsense
		},
		{ requiredKeys: ['id'] }
	);
	const docs = upstream === '_bulk_docs' ? documents() : fc.oneof(asked, nonsense);
	const list = fc.array(docs, { maxLength: 6 });
	const json = fc.oneof(
		{
			weight: 6,
			arbitrary: list.map((some) =>
				upstream === '_bulk_docs' ? { new_edits: false, docs: some } : { docs: some }
			)
		},
		{
			weight: 1,
			arbitrary: fc.tuple(list, nonsense).map(([some, new_edits]) => ({ new_edits, docs: some }))
		},
		{ weight: 1, arbitrary: nonsense },
		{ weight: 1, arbitrary: fc.constant({}) }
	);
	const text = json.map((value) => JSON.stringify(value) ?? '');
	return fc.oneof(
		{ weight: 8, arbitrary: text },
		// cut short, and the same name twice
		{ weight: 1, arbitrary: text.map((whole) => whole.slice(0, -1)) },
		{ weight: 1, arbitrary: text.map((whole) => whole.replace('{', '{"docs":[],"new_edits":true,')) }
	);
}

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
	{ weight: 6, arbitrary: fc.constant({ 'content-type': 'application/json' }) },
	{
		weight: 2,
		arbitrary: fc.record(
			{
				'content-type': fc.constantFrom(
					'application/json',
					'text/plain',
					'multipart/form-data',
					'application/json; charset=x'
				),
				accept: fc.constantFrom('*/*', 'text/html', 'multipart/mixed', 'application/octet-stream', ''),
				'accept-encoding': fc.constantFrom('gzip', 'br', 'identity;q=0'),
				'content-encoding': fc.constantFrom('gzip', 'deflate'),
				'if-none-match': fc.constantFrom('*', '"x"'),
				range: fc.constantFrom('bytes=0-1', 'bytes=-1'),
				authorization: fc.constantFrom('Basic YWRtaW46YWRtaW4=', 'Bearer x', ''),
				'x-couchdb-www-authenticate': fc.constantFrom('Cookie', 'x'),
				'x-auth-couchdb-username': fc.constant('admin'),
				'x-http-method-override': fc.constantFrom('PUT', 'DELETE', 'COPY'),
				destination: fc.constant('_design/x')
			},
			{ requiredKeys: [] }
		)
	}
);

describe('no 500 and nothing of the inside from', () => {
	it.each(table.map((row) => [`${row.method} ${row.path}`, row] as const))('%s', async (_name, row) => {
		const body = row.method === 'POST' ? bodiesFor(row) : fc.constant(undefined);
		await fc.assert(
			fc.asyncProperty(queriesFor(row), body, headers, async (query, payload, some) => {
				// a feed that waits would only wait
				const url = `${row.path}${query ? `?${query}` : ''}`.replace(
					'feed=longpoll',
					'feed=longpoll&timeout=1000'
				);
				const answer = await server.app.inject({
					method: row.method,
					url,
					headers: { ...some, cookie: device.cookie },
					payload
				});
				const said = `${answer.statusCode} ${answer.body}`;
				expect(answer.statusCode, said).toBeLessThan(500);
				expectNoInnards(said);
				expect(answer.headers['set-cookie']).toBeUndefined();
				if (answer.statusCode >= 400) expect(answer.json()).toMatchObject({ code: expect.any(String) });
			}),
			{ numRuns: RUNS }
		);
	});
});

it('all of that has changed nothing that was there, and let in nobody', async () => {
	expect(await server.ctx.couch.db('messages').get(there._id)).toEqual(there);
	expect((await device.fetch('/db/messages/')).status).toBe(200);
	expect((await server.app.inject('/db/messages/')).statusCode).toBe(401);
	expect({}).not.toHaveProperty('x');
});
