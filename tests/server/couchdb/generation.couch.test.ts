import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
	beginRestore,
	endRestore,
	readGeneration,
	renewGeneration
} from '../../../server/couchdb/generation.ts';
import { messageOf, pushed } from '../facts.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';

let server: TestServer;
let device: TestDevice;
beforeAll(async () => {
	server = await startTestServer({ quiet: true });
	device = await server.device();
});
afterAll(() => server.stop());

async function told(): Promise<{ status: number; generation?: string }> {
	const answer = await device.fetch('/api/device');
	const { generation } = (await answer.json()) as { generation?: string };
	return { status: answer.status, generation };
}

describe('a new generation', () => {
	beforeEach(() => server.ctx.database.look());

	it('is told to devices once the server has looked', async () => {
		const { couch, random, database } = server.ctx;
		const before = (await told()).generation;
		const id = await renewGeneration(couch, random);
		await database.look();
		expect(id).not.toBe(before);
		expect(await told()).toEqual({ status: 200, generation: id });
	});

	it('has the server forget the facts that it remembered', async () => {
		const { couch, random, database, messages } = server.ctx;
		const fact = messageOf(device.identity, 'Gibt es bald nicht mehr.');
		const db = couch.db<object>('messages');
		await db.bulk({ docs: [pushed(fact)], new_edits: false } as never);
		await messages.catchUp();
		expect([...messages.subjects()]).toEqual([fact._id]);
		const changed = messages.changed();
		changed.take();
		await renewGeneration(couch, random);
		await database.look();
		expect([...messages.subjects()]).toEqual([]);
		expect(changed.take()).toEqual(new Set([fact._id]));
		await messages.catchUp();
		expect([...messages.subjects()]).toEqual([fact._id]);
	});

	it('lets nobody through, and runs no job, while a restore is under way', async () => {
		const { couch, random, database } = server.ctx;
		await beginRestore(couch, random, 1);
		await database.look();
		expect(await told()).toMatchObject({ status: 503 });
		expect((await device.fetch('/db/messages/')).status).toBe(503);
		expect((await fetch(`${server.url}/api/health`)).status).toBe(503);
		await expect(server.runJob('archive')).rejects.toThrow('failed');
		const id = await endRestore(couch, random);
		await until(() => database.state.status === 'ready');
		expect(await told()).toEqual({ status: 200, generation: id });
		expect(await readGeneration(couch)).toEqual({ id });
	});

	it('of an erasure does not end a restore that is under way', async () => {
		const { couch, random, database } = server.ctx;
		await beginRestore(couch, random, 1);
		const before = await readGeneration(couch);
		expect(await renewGeneration(couch, random)).toBeUndefined();
		expect(await readGeneration(couch)).toEqual(before);
		await endRestore(couch, random);
		await database.look();
	});

	it('keeps a server out that starts during a restore', async () => {
		const { couch, random, database } = server.ctx;
		await beginRestore(couch, random, 1);
		const { prefix } = server;
		const other = await startTestServer({
			couchdbUrl: couch.nano.config.url,
			prefix,
			impatient: true,
			quiet: true
		});
		try {
			await until(() => other.ctx.database.state.status === 'away' && 'reason' in other.ctx.database.state);
			await endRestore(couch, random);
			await other.ctx.database.ready();
			await until(() => database.state.status === 'ready');
			expect(other.ctx.database.state).toMatchObject({ status: 'ready' });
		} finally {
			await other.stop();
		}
	});
});

/** The server looks by itself, every two seconds. */
async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
