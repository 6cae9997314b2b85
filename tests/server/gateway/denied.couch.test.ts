/** A fact that is no good is denied with the field's name, and the others of its batch are taken (DESIGN § 11). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

const message = (text = 'Text', at = Date.now()): Pushed => pushed(messageOf(device.identity, text, at));
const otherwise = (changes: object): Pushed => {
	const at = Date.now();
	return forged({ ...bodyOf(message('Text', at)), ...changes }, at);
};
const hashOf = ({ _rev }: Pushed): string => _rev.slice(2);
/** With a history, as replicators send it. */
const after = (fact: Pushed, start: number, ...ids: string[]): Pushed => ({
	...fact,
	_revisions: { start, ids }
});
const FOREIGN = '0'.repeat(32);
/** With a field named `__proto__`, which no object literal can have. */
const withProto = (doc: object, at: string): object =>
	JSON.parse(JSON.stringify(doc).replace(at, `${at}"__proto__":{"x":1},`)) as object;

describe('in a batch with a good fact, there is denied', () => {
	it.each([
		['a body that was tampered with', () => ({ ...message(), text: 'anders' }), '_id: hash'],
		['a fact under another device’s name', () => otherwise({ device: 'd-somebodyelse' }), 'device: account'],
		[
			'the server as author',
			() => otherwise({ author: { id: 's', name: 'S', role: 'server' } }),
			'author.role: account'
		],
		['a time ahead', () => message('x', Date.now() + 3_600_000), 'at: time'],
		['an unknown field', () => otherwise({ extra: 1 }), 'extra: shape'],
		['too much text', () => otherwise({ text: 'x'.repeat(1_000_000) }), 'text: shape'],
		['a lone surrogate', () => otherwise({ text: '\ud800' }), 'text: shape'],
		['a tombstone', () => ({ ...message(), _deleted: true }), '_deleted: deleted'],
		['an attachment', () => ({ ...message(), _attachments: {} }), '_attachments: shape'],
		['a field called __proto__', () => withProto(message(), '{'), '__proto__: shape'],
		['a revision of its own', () => ({ ...message(), _rev: `1-${FOREIGN}` }), '_rev: hash'],
		['a history of its own', () => after(message(), 1, FOREIGN), '_revisions: hash'],
		[
			'a history before it',
			() => {
				const fact = message();
				return after(fact, 2, FOREIGN, hashOf(fact));
			},
			'_revisions: hash'
		],
		[
			'more history than there was time for',
			() => {
				const fact = message();
				return after(fact, 1, hashOf(fact), FOREIGN);
			},
			'_revisions: hash'
		],
		['no history where one is named', () => ({ ...message(), _revisions: null }), '_revisions: hash']
	])('%s', async (_what, make, reason) => {
		const good = message('gut');
		const bad = make() as Pushed;
		const answer = await device.fetch('/db/messages/_bulk_docs', { body: batch(bad, good) });
		expect(answer.status).toBe(201);
		expect(await answer.json()).toMatchObject([{ id: bad._id, error: 'forbidden', reason }]);
		const { rows } = await server.ctx.couch.db('messages').list({ keys: [good._id, bad._id] });
		expect(rows).toMatchObject([{ id: good._id }, { error: 'not_found' }]);
		// what is never there has not arrived
		expect([...(await server.ctx.audit.arrivalsOf([good._id, bad._id])).keys()]).toEqual([good._id]);
	});

	it('nothing with just the history that a replicator names', async () => {
		const fact = message();
		const answer = await device.fetch('/db/messages/_bulk_docs', {
			body: batch(after(fact, 1, hashOf(fact)))
		});
		expect([answer.status, await answer.json()]).toEqual([201, []]);
		expect(await server.ctx.couch.db('messages').get(fact._id)).toMatchObject({ _rev: fact._rev });
	});

	it('a field called __proto__ within another', async () => {
		const bad = withProto(message(), '"author":{') as Pushed;
		const answer = await device.fetch('/db/messages/_bulk_docs', { body: batch(bad) });
		expect(await answer.json()).toMatchObject([{ id: bad._id, error: 'forbidden' }]);
	});

	it('a batch of bad ones alone', async () => {
		const answer = await device.fetch('/db/messages/_bulk_docs', {
			body: batch({ ...message(), text: 'anders' })
		});
		expect([answer.status, await answer.json()]).toMatchObject([201, [{ reason: '_id: hash' }]]);
	});
});
