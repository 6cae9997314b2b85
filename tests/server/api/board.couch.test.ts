import { afterAll, beforeAll, expect, test } from 'vitest';
import { setConnector } from '../../../server/outbound/connectors.ts';
import type { FailureCode } from '../../../server/outbound/connectorState.ts';
import { Deliveries } from '../../../server/outbound/deliveries.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { setUp, type Caller } from './caller.ts';

let server: TestServer;
let admin: Caller;

beforeAll(async () => {
	server = await startTestServer();
	admin = await setUp(server);
});
afterAll(() => server.stop());

test('what the connector leaves to people: since when it is there, and what the board refuses (S4)', async () => {
	const standing = async () => (await admin.get('/board')).json<unknown>();
	expect(await standing()).toEqual({ refused: [] });
	const connector = { url: 'https://forum.example', user: 'dienstbuch', key: 'key', by: 'test' };
	await setConnector(server.ctx.couch, 'board', () => ({ ...connector, since: 1000 }));
	const deliveries = new Deliveries(server.ctx.couch, 'board');
	const failed = (message: string, code: FailureCode) =>
		deliveries.change(message, () => ({ message, attempts: 1, next: 0, failure: { at: 2000, code } }));
	await failed('one', 'rejected');
	await failed('two', 'server-error');
	await failed('three', 'awaits-approval');
	expect(await standing()).toEqual({ since: 1000, refused: ['one'] });
});
