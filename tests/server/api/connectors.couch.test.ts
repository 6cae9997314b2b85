import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StateOfConnector } from '../../../server/outbound/connectorState.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { setUp, signedIn, type Caller } from './caller.ts';

const BOARD = { url: 'https://forum.example/', user: 'dienstbuch', category: '7', key: 'streng-geheim-1' };
const ACCESS = { url: 'http://10.0.0.5/sperren?site=1', secret: 'auch-streng-geheim' };

let server: TestServer;
let admin: Caller;

beforeAll(async () => {
	server = await startTestServer();
	admin = await setUp(server);
});
afterAll(() => server.stop());

async function settings() {
	return (await admin.get('/settings')).json<{ boardConnected: boolean; accessConnected: boolean }>();
}

describe('connectors', () => {
	test('there are none at first', async () => {
		expect((await admin.get('/connectors')).json()).toEqual({ entries: { hasKey: false } });
		expect((await admin.get('/connectors/state')).json()).toEqual({});
	});

	test('set up, their keys are not to be seen again, and the settings say that they are there', async () => {
		const answer = await admin.put('/connectors', { board: BOARD, access: ACCESS });
		expect(answer.json()).toEqual({
			board: { url: 'https://forum.example', user: 'dienstbuch', category: '7', hasKey: true },
			access: { url: ACCESS.url, hasSecret: true },
			entries: { hasKey: false }
		});
		const all =
			answer.body + (await admin.get('/connectors')).body + (await admin.get('/connectors/state')).body;
		expect(all).not.toContain('geheim');
		expect(await settings()).toMatchObject({ boardConnected: true, accessConnected: true });
	});

	test('changed without a key, it keeps the one it has', async () => {
		const { key: _key, ...rest } = BOARD;
		const answer = await admin.put('/connectors', { board: { ...rest, category: '' } });
		expect(answer.json()).toMatchObject({ board: { category: '', hasKey: true } });
	});

	test('a key goes nowhere but where it was given for: another address asks for it anew', async () => {
		const { key: _key, ...rest } = BOARD;
		const answer = await admin.put('/connectors', { board: { ...rest, url: 'https://evil.example' } });
		expect([answer.statusCode, answer.json()]).toMatchObject([
			400,
			{ code: 'bad-request', field: 'board.key', reason: 'missing' }
		]);
		expect((await admin.get('/connectors')).json()).toMatchObject({
			board: { url: 'https://forum.example' }
		});
	});

	test.each([
		['board.url', { board: { ...BOARD, url: 'javascript:alert(1)' } }],
		['board.url', { board: { ...BOARD, url: 'forum' } }],
		['board.url', { board: { ...BOARD, url: 'https://a:b@forum.example' } }],
		['board.url', { board: { ...BOARD, url: 'https://forum.example/?x=1' } }],
		['board.user', { board: { ...BOARD, user: '' } }],
		['board.user', { board: { ...BOARD, user: 'a\nb' } }],
		['board.category', { board: { ...BOARD, category: 'Kunden' } }],
		['board.key', { board: { ...BOARD, key: 'mit Leerzeichen' } }],
		['access.url', { access: { ...ACCESS, url: 'file:///etc/passwd' } }],
		['access.secret', { access: { ...ACCESS, secret: 'zu kurz' } }]
	])('bad input is named: %s', async (field, body) => {
		const answer = await admin.put('/connectors', body);
		expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'bad-request', field }]);
	});

	test('setting it up anew ends its pause and forgets what went wrong', async () => {
		const state = new StateOfConnector(server.ctx.couch, 'board');
		await state.failed({ at: Date.now(), code: 'key-refused', reason: 'invalid_access' });
		expect((await admin.get('/connectors/state')).json()).toMatchObject({
			board: { lastError: { code: 'key-refused', reason: 'invalid_access' }, waiting: 0, failed: [] }
		});
		await admin.put('/connectors', { board: BOARD });
		expect((await admin.get('/connectors/state')).json()).toMatchObject({ board: { pausedUntil: 0 } });
		expect((await admin.get('/connectors/state')).body).not.toContain('key-refused');
	});

	test('switched off it is gone, with its key; the other stays', async () => {
		await admin.put('/connectors', { board: null });
		expect((await admin.get('/connectors')).json()).toEqual({
			access: { url: ACCESS.url, hasSecret: true },
			entries: { hasKey: false }
		});
		expect(await settings()).toMatchObject({ boardConnected: false, accessConnected: true });
	});

	test('nobody but an administrator sees or sets them', async () => {
		for (const role of ['staff', 'lead', 'office'] as const) {
			const caller = await signedIn(server, role);
			expect((await caller.get('/connectors')).statusCode).toBe(403);
			expect((await caller.put('/connectors', { board: null })).statusCode).toBe(403);
			expect((await caller.get('/connectors/state')).statusCode).toBe(403);
		}
		const device = await server.device();
		expect((await device.fetch('/api/connectors')).status).toBe(403);
	});
});
