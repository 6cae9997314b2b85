import { afterAll, beforeAll, expect, test } from 'vitest';
import { MessageLog } from '../../../server/log/messageLog.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { doneOf, messageOf, write } from '../archive/archiveFixture.ts';

let server: TestServer;
beforeAll(async () => {
	server = await startTestServer();
});
afterAll(() => server.stop());

test('reads all that is there, then what comes, and forgets what is removed', async () => {
	const [first, second] = [messageOf(2), messageOf(1)];
	await write(server, first);
	const log = new MessageLog(server.ctx.couch);
	await Promise.all([log.catchUp(), log.catchUp()]);
	expect([...log.subjects()]).toEqual([first._id]);
	const done = doneOf(first, 0);
	await write(server, second, done);
	await log.catchUp();
	expect(log.factsOf(first._id)).toEqual([first._id, done._id]);
	expect(log.subject(first._id)?.matters.has('completion')).toBe(true);
	const { _id, _rev } = await server.ctx.couch.db('messages').get(done._id);
	await server.ctx.couch.db('messages').destroy(_id, _rev);
	await log.catchUp();
	expect(log.factsOf(first._id)).toEqual([first._id]);
	expect(log.subject(first._id)?.matters.has('completion')).toBe(false);
});

test('F6 a fact of a newer server is not folded, and is known to be there', async () => {
	const message = messageOf(1);
	await write(server, message);
	const newer = { _id: `${message._id.slice(0, -1)}x`, type: 'future', v: 9, about: message._id };
	await server.ctx.couch.db<object>('messages').insert(newer);
	const log = new MessageLog(server.ctx.couch);
	await log.catchUp();
	expect(log.factsOf(message._id).toSorted()).toEqual([message._id, newer._id].toSorted());
	expect(log.subject(message._id)?.facts.map(({ _id }) => _id)).toEqual([message._id]);
});

test('each who follows is told once of what changed, and again of what it gave back', async () => {
	const log = new MessageLog(server.ctx.couch);
	await log.catchUp();
	const [one, other] = [log.changed(), log.changed()];
	const all = new Set(log.subjects());
	expect(one.take()).toEqual(all);
	expect(one.take().size).toBe(0);
	const message = messageOf(1);
	await write(server, message);
	await log.catchUp();
	expect(one.take()).toEqual(new Set([message._id]));
	expect(other.take()).toEqual(new Set([...all, message._id]));
	one.giveBack([message._id]);
	expect(one.take()).toEqual(new Set([message._id]));
});
