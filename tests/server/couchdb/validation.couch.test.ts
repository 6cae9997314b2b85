/** What the database itself refuses: asked directly as an account, past the gateway. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { passwordOf } from '../../../server/couchdb/accountUsers.ts';
import type { DatabaseName } from '../../../server/couchdb/names.ts';
import { bodyOf } from '../../../src/lib/domain/canonical.ts';
import { batch, forged, messageOf, pushed, type Pushed } from '../facts.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';

let server: TestServer;
let device: TestDevice;
beforeAll(async () => {
	server = await startTestServer();
	device = await server.device();
});
afterAll(() => server.stop());

async function asAccount(database: DatabaseName, path: string, body?: object): Promise<Response> {
	const { couch, database: state } = server.ctx;
	const { account } = device.identity;
	const credentials = Buffer.from(`${account}:${passwordOf(state.secret, account)}`).toString('base64');
	return await fetch(`${couch.origin}/${couch.nameOf(database)}/${path}`, {
		method: body ? 'POST' : 'GET',
		headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
		body: body && JSON.stringify(body)
	});
}

/** What the database says of each document that it does not take, without `new_edits` where that is said. */
async function refusals(docs: readonly object[], database: DatabaseName = 'messages'): Promise<string[]> {
	const answer = await asAccount(database, '_bulk_docs', batch(...docs));
	expect(answer.status).toBe(201);
	const results = (await answer.json()) as { error?: string; reason?: string }[];
	return results.flatMap(({ error, reason }) => (error ? [`${error}: ${reason}`] : []));
}

const ALL = ['private', 'directory', 'messages', 'photos', 'entries', 'archive'] as const;
const now = (): number => Date.now();
const message = (text = 'Text', at = now()): Pushed => pushed(messageOf(device.identity, text, at));
/** The body of a message with something else in it, under an id that fits. */
const otherwise = (changes: object, at = now()): Pushed =>
	forged({ ...bodyOf(message('Text', at)), ...changes }, at);

async function stored(id: string): Promise<object> {
	return await server.ctx.couch.db<object>('messages').get(id, { conflicts: true });
}

describe('messages takes', () => {
	it('a fact, and the same again', async () => {
		const fact = message('Müller 😀 \u0000 <b>=1+1</b> שלום');
		expect(await refusals([fact])).toEqual([]);
		expect(await refusals([fact])).toEqual([]);
		const { _conflicts, ...doc } = (await stored(fact._id)) as Record<string, unknown>;
		expect([doc, _conflicts]).toEqual([fact, undefined]);
	});

	it('the good ones of a batch with bad ones', async () => {
		const good = message('gut');
		expect(await refusals([{ ...message(), text: 'anders' }, good])).toEqual(['forbidden: _id: hash']);
		expect(await stored(good._id)).toMatchObject({ text: 'gut' });
	});

	it('100 large facts at once', async () => {
		const facts = Array.from({ length: 100 }, (_, i) => message(`${i} `.padEnd(9000, 'ä')));
		expect(await refusals(facts)).toEqual([]);
	});
});

describe('messages refuses', () => {
	it.each([
		['a body that was tampered with', () => ({ ...message(), text: 'anders' }), '_id: hash'],
		['another device as writer', () => otherwise({ device: 'd-somebodyelse' }), 'device: account'],
		[
			'an account whose name only begins alike',
			() => otherwise({ device: `${device.identity.device}x` }),
			'device: account'
		],
		[
			'the server as author',
			() => otherwise({ author: { id: 's', name: 'S', role: 'server' } }),
			'author.role: account'
		],
		['a time more than ten minutes ahead', () => message('x', now() + 11 * 60_000), 'at: time'],
		['another instant in the id', () => forged(bodyOf(message()), now() - 60_000), 'at: hash'],
		['a field that is not known', () => otherwise({ extra: 1 }), 'extra: shape'],
		['a megabyte of text', () => otherwise({ text: 'x'.repeat(1_000_000) }), 'text: shape'],
		['a type that is not known', () => otherwise({ type: 'gossip' }), 'type: unknown'],
		['a version that is not known', () => otherwise({ v: 99 }), 'v: unknown'],
		['a tombstone', () => ({ ...message(), _deleted: true }), '_deleted: deleted'],
		[
			'an attachment',
			() => ({ ...message(), _attachments: { a: { content_type: 'text/plain', data: 'eA==' } } }),
			'_attachments: shape'
		],
		['a revision of its own', () => ({ ...message(), _rev: `1-${'0'.repeat(32)}` }), '_rev: hash'],
		['no fact at all', () => ({ _id: 'x', _rev: `1-${'0'.repeat(32)}` }), 'type: unknown']
	])('%s', async (_what, doc, reason) => {
		const [refusal] = await refusals([doc()]);
		expect(refusal).toBe(`forbidden: ${reason}`);
	});

	it('what CouchDB itself takes for no document: nothing of the batch is written', async () => {
		const bad = JSON.parse(JSON.stringify(message()).replace(/}$/, ',"__proto__":{"x":1}}')) as object;
		const surrogate = otherwise({ text: '\ud800' });
		for (const doc of [bad, surrogate]) {
			const answer = await asAccount('messages', '_bulk_docs', batch(doc));
			const { _id: id } = doc as Pushed;
			const { rows } = await server.ctx.couch.db('messages').list({ keys: [id] });
			expect([answer.ok ? 201 : 400, rows[0]]).toMatchObject([answer.status, { error: 'not_found' }]);
		}
	});

	it('another body under an id that exists, whatever its revision', async () => {
		const fact = message('zuerst');
		expect(await refusals([fact])).toEqual([]);
		const other = { ...fact, text: 'danach' };
		for (const _rev of [`1-${'f'.repeat(32)}`, `2-${'f'.repeat(32)}`]) {
			expect(await refusals([{ ...other, _rev }])).toEqual(['forbidden: _id: hash']);
		}
		// a revision that it has already, CouchDB does not look at: no refusal, and no change either
		await refusals([other]);
		expect(await stored(fact._id)).toEqual(fact);
	});

	it('a deletion of what exists', async () => {
		const fact = message('bleibt');
		expect(await refusals([fact])).toEqual([]);
		const tombstone = { _id: fact._id, _rev: `2-${'a'.repeat(32)}`, _deleted: true };
		expect(await refusals([tombstone])).toEqual(['forbidden: _deleted: deleted']);
		expect(await stored(fact._id)).toEqual(fact);
	});
});

describe('the other databases', () => {
	it.each(['directory', 'photos', 'entries', 'archive'] as const)(
		'%s takes nothing of an account',
		async (database) => {
			expect(await refusals([{ _id: 'x', _rev: `1-${'0'.repeat(32)}` }], database)).toEqual([
				'forbidden: the server alone writes here'
			]);
		}
	);

	it('private is not even read', async () => {
		expect([401, 403]).toContain((await asAccount('private', '_changes')).status);
		expect([401, 403]).toContain((await asAccount('private', '')).status);
	});

	it.each(ALL)('%s is closed to strangers', async (database) => {
		const { couch } = server.ctx;
		const answer = await fetch(`${couch.origin}/${couch.nameOf(database)}/_changes`);
		expect(answer.status).toBe(401);
	});
});
