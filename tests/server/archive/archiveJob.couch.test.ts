import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveJob } from '../../../server/archive/archiveJob.ts';
import { CouchMoveStore } from '../../../server/archive/moveStore.ts';
import { revisionOf } from '../../../src/lib/domain/ids.ts';
import { reopenMessage } from '../../../src/lib/domain/commands/aboutMessage.ts';
import { fileCheck, startCheck } from '../../../src/lib/domain/commands/cameraCheck.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject } from '../../../src/lib/domain/fold.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import { sealed } from '../../unit/domain/writer.ts';
import { batch, pushed } from '../facts.ts';
import {
	archivedOf,
	daysAgo,
	doneOf,
	LEAD_OF_WELS,
	messageOf,
	NOW,
	restoredOf,
	runArchive,
	STAFF,
	whereabouts,
	write
} from './archiveFixture.ts';

let server: TestServer;
let now = NOW;

beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
});
afterAll(() => server.stop());

const at = (message: MessageFact, ...facts: Fact[]) => whereabouts(server, message._id, [message, ...facts]);
const ARCHIVED = { messages: 'none', archive: 'all' };
const HERE = { messages: 'all', archive: 'none' };

describe('archive mover (S20)', () => {
	test('by age: the message goes with all that was said of it; younger ones and tasks stay', async () => {
		const [old, young, task] = [
			messageOf(200),
			messageOf(10),
			messageOf(200, { forInformation: false, assignee: LEAD_OF_WELS })
		];
		const done = doneOf(old, 100);
		await write(server, old, young, task, done);
		await runArchive(server);
		expect([await at(old, done), await at(young), await at(task)]).toEqual([ARCHIVED, HERE, HERE]);
	});

	test('by hand: at any age, by a lead', async () => {
		const [byLead, byStaff] = [messageOf(1), messageOf(1)];
		const facts = [archivedOf(byLead, 0), archivedOf(byStaff, 0, STAFF)] as const;
		await write(server, byLead, byStaff, ...facts);
		await runArchive(server);
		expect([await at(byLead, facts[0]), await at(byStaff, facts[1])]).toEqual([ARCHIVED, HERE]);
	});

	test('an incident stays until its check is filed and the check has nothing left to do', async () => {
		const started = startCheck(daysAgo(200), { site: 'WEL', mode: 'live', assignee: LEAD_OF_WELS });
		if (!started.ok) throw new Error(JSON.stringify(started.problems));
		const incident = messageOf(200, { kind: 'camera', check: started.value._id });
		await write(server, started.value, incident);
		await runArchive(server);
		expect(await at(incident)).toEqual(HERE);
		const check = foldSubject(started.value._id, [started.value]);
		const filed = fileCheck(daysAgo(199), check, { outcome: 'none', summary: '' });
		if (!filed.ok) throw new Error(JSON.stringify(filed.problems));
		await write(server, filed.value);
		await runArchive(server);
		expect(await at(incident)).toEqual(ARCHIVED);
	});

	test('a fact that comes late from a device follows its message', async () => {
		const old = messageOf(200);
		await write(server, old);
		await runArchive(server);
		const device = await server.device();
		const late = doneOf(old, 150);
		const bodied = { ...late, device: device.identity.device };
		const fact = sealed(bodied as unknown as Record<string, unknown>) as unknown as Fact;
		const answer = await device.fetch('/db/messages/_bulk_docs', { body: batch(pushed(fact)) });
		expect([answer.status, await answer.json()]).toEqual([201, []]);
		await runArchive(server);
		expect(await at(old, fact)).toEqual(ARCHIVED);
	});

	test('sent once more by a device that had no answer, a fact does not rise again', async () => {
		const old = messageOf(200);
		await write(server, old);
		await runArchive(server);
		await write(server, old);
		expect(await at(old)).toEqual(ARCHIVED);
		await runArchive(server);
		expect(await at(old)).toEqual(ARCHIVED);
	});

	test('one that is opened again by a late fact comes back: it is a task', async () => {
		const old = messageOf(200, { forInformation: false, assignee: LEAD_OF_WELS });
		const done = doneOf(old, 150);
		await write(server, old, done);
		await runArchive(server);
		expect(await at(old, done)).toEqual(ARCHIVED);
		const reopened = reopenMessage(daysAgo(140), foldSubject(old._id, [old, done]));
		await write(server, reopened);
		await runArchive(server);
		expect(await at(old, done, reopened)).toEqual(HERE);
	});

	test('restored by a lead it comes back whole, and stays; by staff it does not', async () => {
		const [one, other] = [messageOf(200), messageOf(200)];
		const done = doneOf(one, 150);
		await write(server, one, other, done);
		await runArchive(server);
		const [restored, without] = [restoredOf(one, 0), restoredOf(other, 0, STAFF)];
		await write(server, restored, without);
		await runArchive(server);
		expect([await at(one, done, restored), await at(other, without)]).toEqual([HERE, ARCHIVED]);
		await runArchive(server);
		expect(await at(one, done, restored)).toEqual(HERE);
		// archived again, and brought back again
		const again = archivedOf(one, 0);
		const after = { ...again, after: [restored._id] };
		const sealedAgain = sealed(after as unknown as Record<string, unknown>) as unknown as Fact;
		await write(server, sealedAgain);
		await runArchive(server);
		expect(await at(one, done, restored, sealedAgain)).toEqual(ARCHIVED);
	});

	test('what comes back is the same to a device: it reads the bodies that it had', async () => {
		const old = messageOf(200);
		await write(server, old);
		await runArchive(server);
		await write(server, restoredOf(old, 0));
		await runArchive(server);
		const { _rev, ...body } = (await server.ctx.couch
			.db<MessageFact>('messages')
			.get(old._id)) as MessageFact & {
			_rev: string;
		};
		expect(body).toEqual(old);
		expect(_rev).not.toBe(revisionOf(old._id));
	});

	test('facts whose message nobody has seen yet stay where they are', async () => {
		const unseen = messageOf(200);
		const done = doneOf(unseen, 150);
		await write(server, done);
		await runArchive(server);
		expect((await new CouchMoveStore(server.ctx.couch).facts([done._id])).size).toBe(1);
	});

	test('a message becomes old while the server runs', async () => {
		const message = messageOf(89);
		await write(server, message);
		const job = archiveJob()();
		const context = { ctx: server.ctx, signal: new AbortController().signal };
		await job.run(context);
		expect(await at(message)).toEqual(HERE);
		now += 2 * 86_400_000;
		await job.run(context);
		expect(await at(message)).toEqual(ARCHIVED);
		now = NOW;
	});

	test('two servers at once: nothing lost, nothing twice', async () => {
		const messages = Array.from({ length: 8 }, (_, index) => messageOf(200 + index));
		const done = messages.map((message) => doneOf(message, 100));
		await write(server, ...messages, ...done);
		await Promise.all([runArchive(server), runArchive(server), runArchive(server)]);
		for (const [index, message] of messages.entries()) {
			expect(await at(message, ...done.slice(index, index + 1))).toEqual(ARCHIVED);
		}
		const restored = messages.map((message) => restoredOf(message, 0));
		await write(server, ...restored);
		await Promise.all([runArchive(server), runArchive(server)]);
		await runArchive(server);
		for (const [index, message] of messages.entries()) {
			const facts = [...done.slice(index, index + 1), ...restored.slice(index, index + 1)];
			expect(await at(message, ...facts)).toEqual(HERE);
		}
	});
});
