/** What an attacker with a paired device tries over the wire: two readings of one request, other spellings, other protocols. */
import { METHODS } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startGate } from '../gate.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';
import { converse, firstOf, lines, statusesIn } from './rawHttp.ts';

let server: TestServer;
let device: TestDevice;
let host: string;
beforeAll(async () => {
	server = await startTestServer();
	device = await server.device();
	({ host } = new URL(server.url));
});
afterAll(() => server.stop());

/** A request that would be answered with 200 if it were read as one of its own. */
const hidden = (): string => lines('GET /db/messages/ HTTP/1.1', ...asDevice(), 'Connection: close');
const asDevice = (): string[] => [
	`Host: ${host}`,
	`Cookie: ${device.cookie}`,
	'Content-Type: application/json'
];
const POST = 'POST /db/messages/_bulk_get HTTP/1.1';

describe('a request that two could read differently is refused, and the connection ended', () => {
	it.each([
		['both lengths', ['Content-Length: 5', 'Transfer-Encoding: chunked']],
		['both lengths, the other way round', ['Transfer-Encoding: chunked', 'Content-Length: 5']],
		['two lengths', ['Content-Length: 5', 'Content-Length: 0']],
		['two lengths in one', ['Content-Length: 5, 0']],
		['a length with a sign', ['Content-Length: +5']],
		['a negative length', ['Content-Length: -5']],
		['a hexadecimal length', ['Content-Length: 0x5']],
		['a length with a space before the colon', ['Content-Length : 5']],
		['chunked with a space before the colon', ['Transfer-Encoding : chunked']],
		['chunked and then not', ['Transfer-Encoding: chunked, identity']],
		['chunked by another name', ['Transfer-Encoding: xchunked']],
		['chunked behind a vertical tab', ['Transfer-Encoding: \u000bchunked']],
		['chunked on a folded line', ['Transfer-Encoding:\r\n chunked']],
		['chunked twice', ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked']],
		['a header with a bare return', ['X: a\rTransfer-Encoding: chunked']],
		['a header with a null', ['X: a\u0000b']],
		['a header without a name', [': x']],
		['a header without a colon', ['Transfer-Encoding chunked']]
	])('%s', async (_what, headers) => {
		const answer = await converse(server, lines(POST, ...asDevice(), ...headers) + `0\r\n\r\n${hidden()}`);
		const [first = 0, ...others] = statusesIn(answer);
		expect([first, others]).toEqual([400, []]);
	});

	it.each([
		['no host', []],
		['two hosts', [`Host: 127.0.0.1`, 'Host: example.com']]
	])('%s', async (_what, headers) => {
		const request = lines('GET /api/setup HTTP/1.1', ...headers, 'Connection: close');
		expect(statusesIn(await converse(server, request))).toEqual([400]);
	});

	it.each(['HTTP/0.9', 'HTTP/2.0', 'HTTP/3.7', 'HTTP/1.1x', 'http/1.1'])('as %s', async (version) => {
		const answer = await converse(server, lines(`GET /db/messages/ ${version}`, ...asDevice()) + hidden());
		expect(statusesIn(answer)[0]).not.toBe(200);
		expect(statusesIn(answer)).toHaveLength(1);
	});

	it.each([
		['a chunk whose size has an extension that never ends', `5;${'x'.repeat(20_000)}\r\n`],
		['a chunk with a negative size', '-1\r\nabc\r\n0\r\n\r\n'],
		['a chunk larger than any number', 'fffffffffffffffff\r\nabc\r\n0\r\n\r\n'],
		['a chunk that is longer than it says', '1\r\nabcdef\r\n0\r\n\r\n'],
		['chunks divided by bare line feeds', '2\n{}\n0\n\n']
	])('%s', async (_what, chunks) => {
		const request = lines(POST, ...asDevice(), 'Transfer-Encoding: chunked');
		const statuses = statusesIn(await converse(server, request + chunks + hidden()));
		expect(statuses.length).toBeLessThanOrEqual(1);
		expect(statuses).not.toContain(200);
	});
});

it('a body is never read as another request', async () => {
	const body = hidden();
	const request = lines(POST, ...asDevice(), `Content-Length: ${body.length}`, 'Connection: close');
	expect(statusesIn(await converse(server, request + body))).toEqual([400]);
});

it('requests one after the other on a connection are each asked who they are', async () => {
	const close = 'Connection: close';
	const own = lines('GET /db/messages/ HTTP/1.1', ...asDevice());
	const anonymous = lines('GET /db/messages/ HTTP/1.1', `Host: ${host}`);
	const foreign = lines('GET /db/private/ HTTP/1.1', ...asDevice(), close);
	expect(statusesIn(await converse(server, own + anonymous + own + foreign))).toEqual([200, 401, 200, 404]);
});

describe('other protocols', () => {
	it.each([
		[
			'websocket',
			[
				'Connection: Upgrade',
				'Upgrade: websocket',
				'Sec-WebSocket-Version: 13',
				'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='
			]
		],
		[
			'h2c',
			['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA']
		],
		['TLS', ['Connection: Upgrade', 'Upgrade: TLS/1.2']]
	])('no upgrade to %s', async (_what, headers) => {
		for (const path of ['/', '/db/messages/', '/db/_all_dbs', '/api/device']) {
			const answer = await firstOf(
				server,
				lines(`GET ${path} HTTP/1.1`, ...asDevice(), ...headers) + hidden()
			);
			expect(statusesIn(answer)).toHaveLength(1);
			expect(answer).not.toMatch(/^HTTP\/1\.1 101/m);
			expect(answer).not.toMatch(/^upgrade:/im);
		}
	});

	it('no tunnel', async () => {
		const answer = await converse(server, lines('CONNECT 127.0.0.1:5984 HTTP/1.1', ...asDevice()) + hidden());
		expect(statusesIn(answer)).not.toContain(200);
	});

	it('no request for another server', async () => {
		for (const target of [
			'http://127.0.0.1:5984/_all_dbs',
			'http://example.com/db/messages/',
			'*',
			'//example.com/db/messages/'
		]) {
			const answer = await converse(
				server,
				lines(`GET ${target} HTTP/1.1`, ...asDevice(), 'Connection: close')
			);
			expect(statusesIn(answer)).not.toContain(200);
		}
	});

	it.each([
		'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
		'\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc',
		'\u0000'.repeat(100),
		'GET\r\n\r\n'
	])('%j is answered with no more than a refusal', async (bytes) => {
		expect(statusesIn(await converse(server, bytes))).toEqual([400]);
	});
});

describe('methods', () => {
	// of CONNECT there is more above; the parser wants another form for it
	it.each(METHODS.filter((method) => !['GET', 'CONNECT', 'QUERY'].includes(method)))(
		'%s gets nothing',
		async (method) => {
			for (const path of [
				'/db/messages/',
				'/db/messages/_changes',
				'/db/messages',
				'/db/_all_dbs',
				'/db/messages/_design/dienstbuch'
			]) {
				// the table lets a feed be asked for by POST too
				if (method === 'POST' && path.endsWith('_changes')) continue;
				const request = lines(
					`${method} ${path} HTTP/1.1`,
					...asDevice(),
					'Content-Length: 2',
					'Connection: close'
				);
				const [status = 0] = statusesIn(await converse(server, `${request}{}`));
				expect(`${path} ${status}`).toMatch(/ (400|404|405|415)$/);
			}
		}
	);

	it.each([
		'X-HTTP-Method-Override: DELETE',
		'X-HTTP-Method: PUT',
		'X-Method-Override: DELETE',
		'X-Original-URL: /db/_all_dbs',
		'X-Rewrite-URL: /db/_users/_all_docs',
		'X-Forwarded-Prefix: /_all_dbs',
		'X-Forwarded-Host: example.com',
		'Destination: /db/private/x'
	])('%s means nothing', async (header) => {
		const request = lines('GET /db/messages/ HTTP/1.1', ...asDevice(), header, 'Connection: close');
		const answer = await converse(server, request);
		expect(statusesIn(answer)).toEqual([200]);
		expect(answer).toContain(`"db_name":"${server.prefix}messages"`);
	});
});

describe('no spelling leads out of what the table names', () => {
	const PLACES = [
		'_all_dbs',
		'_config',
		'_node/_local/_config',
		'_users/_all_docs',
		'_utils/',
		'_session',
		'_replicate',
		'_up',
		'_active_tasks',
		'private/_all_docs',
		'photos/_all_docs',
		'audit/_all_docs',
		'messages/_design/dienstbuch',
		'messages/_purge',
		'messages/_security',
		'messages/_local/x',
		'messages/_all_docs'
	];
	const WAYS: readonly ((place: string) => string)[] = [
		(place) => `/db/${place}`,
		(place) => `/db/messages/../${place}`,
		(place) => `/db/messages/%2e%2e/${place}`,
		(place) => `/db/messages/.%2e%2f${place}`,
		(place) => `/db/messages/%252e%252e%252f${place}`,
		(place) => `/db/messages/..;/${place}`,
		(place) => `/db/messages/..\\${place}`,
		(place) => `/db/messages/%5c..%5c${place}`,
		(place) => `/db/messages/\u00c0\u00ae\u00c0\u00ae/${place}`,
		(place) => `/db/messages/%c0%ae%c0%ae%c0%af${place}`,
		(place) => `/db/messages/%uff0e%uff0e/${place}`,
		(place) => `/db/messages/_changes/../../${place}`,
		(place) => `/db/messages/_changes?since=0/../../${place}`,
		(place) => `/db/messages/_changes%3f/../../../${place}`,
		(place) => `/db/messages/_changes%00/../../${place}`,
		(place) => `/db/messages/_changes%0d%0aX:%20y/${place}`,
		(place) => `/db/%2f${place}`,
		(place) => `/db//${place}`,
		(place) => `/db/./${place}`,
		(place) => `/./db/${place}`,
		(place) => `/api/../db/${place}`,
		(place) => `/api/%2e%2e/db/${place}`,
		(place) => `/DB/${place}`,
		(place) => `/db/${place.toUpperCase()}`,
		(place) => `/db/${place.replace('_', '%5f')}`,
		(place) => `/db/${place.replace('_', '%255f')}`,
		(place) => `/db/${place.replaceAll('/', '%2F')}`,
		(place) => `/db/${place}?x=/db/messages/`,
		(place) => `/db/${place}#/db/messages/`,
		(place) => `/db/messages/\t${place}`,
		(place) => `/db/messages/ ${place}`
	];
	it.each(PLACES)('%s', async (place) => {
		for (const way of WAYS) {
			for (const method of ['GET', 'PUT', 'DELETE']) {
				const request = lines(`${method} ${way(place)} HTTP/1.1`, ...asDevice(), 'Connection: close');
				const answer = await converse(server, request);
				expect(`${method} ${way(place)}: ${statusesIn(answer).join()}`).toMatch(/: (400|403|404|405)$/);
			}
		}
	});
});

describe('sizes', () => {
	it('more headers than anybody needs are refused', async () => {
		const many = Array.from({ length: 3000 }, (_, i) => `X-${i}: ${i}`);
		for (const headers of [[`X: ${'x'.repeat(20_000)}`], many]) {
			const answer = await converse(server, lines('GET /db/messages/ HTTP/1.1', ...asDevice(), ...headers));
			expect(statusesIn(answer)).toEqual([431]);
		}
	});

	it('an address that is too long is refused', async () => {
		const answer = await converse(server, lines(`GET /db/${'x'.repeat(20_000)} HTTP/1.1`, ...asDevice()));
		expect(statusesIn(answer)).toEqual([431]);
	});

	it('a body that says it is too large is refused before it is sent', async () => {
		const request = lines(POST, ...asDevice(), 'Content-Length: 999999999999', 'Connection: close');
		expect(statusesIn(await converse(server, request))).toEqual([413]);
	});

	it('a body in chunks is refused as soon as it is too large', async () => {
		const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
		const request = lines(POST, ...asDevice(), 'Transfer-Encoding: chunked', 'Connection: close');
		// it never ends: whoever waited for the end would wait for ever
		expect(statusesIn(await converse(server, request + chunk.repeat(30)))).toEqual([413]);
	});

	it('whoever sends slowly is not waited for without end', () => {
		const { headersTimeout, requestTimeout } = server.app.server as {
			headersTimeout: number;
			requestTimeout: number;
		};
		expect([headersTimeout, requestTimeout]).toEqual([20_000, 300_000]);
	});
});

it('answers that wait behind another on a connection end with it, and what was asked for them too', async () => {
	const gate = await startGate(server);
	const own = await startTestServer({ couchdbUrl: gate.couchdbUrl, prefix: server.prefix });
	const { cookie } = await own.device();
	const feed = 'GET /db/messages/_changes?feed=longpoll&since=now&heartbeat=60000 HTTP/1.1';
	const socket = connect(Number(new URL(own.url).port), '127.0.0.1');
	socket.write(lines(feed, `Host: ${new URL(own.url).host}`, `Cookie: ${cookie}`).repeat(20));
	await vi.waitFor(() => expect(gate.waiting).toBe(20), 5000);
	socket.destroy();
	await vi.waitFor(() => expect(gate.waiting).toBe(0), 5000);
	// would wait for ever for answers that nobody hears
	await own.stop();
	await gate.close();
});

it('every answer has the headers that keep browsers in order', async () => {
	for (const [path, cookie] of [
		['/', ''],
		['/api/device', ''],
		['/db/messages/', device.cookie],
		['/db/_all_dbs', device.cookie],
		['/%zz', ''],
		['/missing.js', '']
	]) {
		const answer = await fetch(server.url + path, { headers: { cookie: cookie ?? '' } });
		await answer.body?.cancel();
		expect(Object.fromEntries(answer.headers), path).toMatchObject({
			'x-content-type-options': 'nosniff',
			'x-frame-options': 'SAMEORIGIN',
			'referrer-policy': 'no-referrer',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-resource-policy': 'same-origin',
			'content-security-policy': expect.stringContaining("frame-ancestors 'none'")
		});
		for (const name of ['server', 'x-powered-by', 'access-control-allow-origin', 'via']) {
			expect(`${path} ${name} ${answer.headers.get(name)}`).toBe(`${path} ${name} null`);
		}
	}
});
