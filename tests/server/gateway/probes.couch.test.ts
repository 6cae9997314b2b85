/** The same as `table.test.ts` over the wire, where nothing but the very bytes count. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { batch, messageOf, pushed } from '../facts.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';

let server: TestServer;
let device: TestDevice;
beforeAll(async () => {
	server = await startTestServer();
	device = await server.device();
});
afterAll(() => server.stop());

/** Status of a request whose first line is just this: `fetch` would tidy the address. */
async function statusOf(method: string, target: string): Promise<number> {
	const { port } = new URL(server.url);
	const head = `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${device.cookie}\r\n`;
	const socket = connect(Number(port), '127.0.0.1').setEncoding('utf8');
	socket.write(`${head}Accept: */*\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
	let answer = '';
	for await (const chunk of socket as AsyncIterable<string>) answer += chunk;
	return Number(answer.slice(9, 12));
}

describe('over the wire', () => {
	it.each([
		'/db/_all_dbs',
		'/db/_config',
		'/db/_users/_all_docs',
		'/db/_utils/',
		'/db/private/_changes',
		'/db/messages/_design/dienstbuch',
		'/db/messages/_all_docs?include_docs=true',
		'/db/messages/_changes?filter=_view',
		'/db/messages/../_users/',
		'/db/messages/..%2f_users/',
		'/db/messages/%2e%2e/_all_dbs',
		'/db/messages%2f_changes',
		'/db/messages%252f..%252f_users',
		'/db/./messages/',
		'//db/messages/',
		'/db//messages/',
		'/DB/messages/',
		'/db/%6dessages/',
		'/db/messages/%zz',
		'/db\\messages/',
		'/%64b/messages/'
	])('GET %s gets nothing', async (target) => {
		expect([400, 404]).toContain(await statusOf('GET', target));
	});

	it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'COPY', 'PROPFIND', 'TRACE'])(
		'%s gets nothing',
		async (method) => {
			expect([400, 404, 405]).toContain(await statusOf(method, '/db/messages/'));
		}
	);

	it('GET of what is let through gets it', async () => {
		expect(await statusOf('GET', '/db/messages/')).toBe(200);
	});

	it('a body that is too large is refused', async () => {
		const fact = pushed(messageOf(device.identity, 'x'));
		const answer = await device.fetch('/db/messages/_bulk_docs', {
			body: batch({ ...fact, text: 'x'.repeat(1_600_000) })
		});
		expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'too-large' }]);
	});

	it('a name that comes twice is read once: what was checked is what is written', async () => {
		const good = pushed(messageOf(device.identity, 'gut'));
		const answer = await fetch(`${server.url}/db/messages/_bulk_docs`, {
			method: 'POST',
			headers: { cookie: device.cookie, 'content-type': 'application/json' },
			body: `{"new_edits":true,"docs":[{"_id":"_local/evil","x":1}],"new_edits":false,"docs":[${JSON.stringify(good)}]}`
		});
		expect([answer.status, await answer.json()]).toEqual([201, []]);
		const { rows } = await server.ctx.couch.db('messages').list({ keys: ['_local/evil', good._id] });
		expect(rows.filter((row) => !('error' in row)).map(({ id }) => id)).toEqual([good._id]);
	});
});
