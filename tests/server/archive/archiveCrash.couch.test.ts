import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CouchMoveStore, type MoveStore } from '../../../server/archive/moveStore.ts';
import { liftBlock } from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject } from '../../../src/lib/domain/fold.ts';
import { startTestServer, type TestServer } from '../harness.ts';
import {
	archivedOf,
	daysAgo,
	doneOf,
	isWhole,
	messageOf,
	MortalStore,
	NOW,
	restoredOf,
	runArchive,
	whereabouts,
	write
} from './archiveFixture.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startTestServer({ clock: () => NOW });
});
afterAll(() => server.stop());

const at = (message: MessageFact, ...facts: Fact[]) => whereabouts(server, message._id, [message, ...facts]);
const ARCHIVED = { messages: 'none', archive: 'all' };
const HERE = { messages: 'all', archive: 'none' };

describe('a write that did not do what it should', () => {
	test.each<[string, (store: MoveStore) => Partial<MoveStore>]>([
		['was not done at all', () => ({ writeArchived: async () => undefined })],
		[
			'left a torn copy',
			(store) => ({
				writeArchived: (docs) => {
					const torn = docs.map((doc) => ({
						...doc,
						facts: (doc as unknown as { facts: object[] }).facts.map((fact) => ({ ...fact, site: 'torn' }))
					}));
					return store.writeArchived(torn);
				}
			})
		]
	])('on the way to the archive, it %s: nothing is removed from the messages', async (_what, changes) => {
		const message = messageOf(200);
		await write(server, message);
		await runArchive(server, storeWith(changes));
		expect((await at(message)).messages).toBe('all');
		await runArchive(server);
		expect(await at(message)).toEqual(ARCHIVED);
	});

	test('on the way back: nothing is removed from the archive', async () => {
		const message = messageOf(200);
		await write(server, message);
		await runArchive(server);
		const restored = restoredOf(message, 0);
		await write(server, restored);
		await runArchive(
			server,
			storeWith(() => ({ writeFacts: async () => undefined }))
		);
		expect(await isWhole(server, message._id, [message, restored])).toBe(true);
		await runArchive(server);
		expect(await at(message, restored)).toEqual(HERE);
	});
});

describe('another server does the opposite at the same moment', () => {
	test('the copy is removed after it was verified: nothing is lost', async () => {
		const message = messageOf(200);
		const done = doneOf(message, 190);
		await write(server, message, done);
		let meddled = false;
		const meddling = storeWith((store) => ({
			async writeFacts(docs) {
				const copy = (await store.archived([message._id])).get(message._id);
				if (copy && !meddled) await store.writeArchived([{ _id: copy._id, _rev: copy._rev, _deleted: true }]);
				meddled = true;
				await store.writeFacts(docs);
			}
		}));
		await runArchive(server, meddling);
		expect([meddled, await isWhole(server, message._id, [message, done])]).toEqual([true, true]);
	});
});

describe('killed between any two writes', () => {
	/** Makes the ground, kills at every write in every way, and looks whether the next run puts it right. */
	async function killEverywhere(
		prepare: () => Promise<{ message: MessageFact; facts: Fact[] }>,
		end: object
	) {
		let kills = 0;
		for (const how of ['before', 'half', 'after'] as const) {
			for (let step = 1; ; step += 1) {
				const { message, facts } = await prepare();
				const store = new MortalStore(new CouchMoveStore(server.ctx.couch), step, how);
				const survived = await runArchive(server, store);
				if (!survived) {
					kills += 1;
					// at no moment is anything in neither place
					const whole = await isWhole(server, message._id, [message, ...facts]);
					expect([how, step, whole]).toEqual([how, step, true]);
				}
				await runArchive(server);
				expect([how, step, await at(message, ...facts)]).toEqual([how, step, end]);
				if (survived) break;
			}
		}
		return kills;
	}

	test('on the way to the archive', async () => {
		const kills = await killEverywhere(async () => {
			const message = messageOf(200);
			const facts = [doneOf(message, 190), doneOf(message, 180), archivedOf(message, 170)];
			await write(server, message, ...facts);
			return { message, facts };
		}, ARCHIVED);
		// the copy, the message's tombstone, those of its facts
		expect(kills).toBe(9);
	}, 60_000);

	test('on the way back', async () => {
		const kills = await killEverywhere(async () => {
			const message = messageOf(200);
			const facts = [doneOf(message, 190), doneOf(message, 180)];
			await write(server, message, ...facts);
			await runArchive(server);
			const restored = restoredOf(message, 0);
			await write(server, restored);
			return { message, facts: [...facts, restored] };
		}, HERE);
		// the facts, the message, the end of the copy; "half" of one document is all of it
		expect(kills).toBe(9);
	}, 60_000);

	test('when a late fact follows', async () => {
		await killEverywhere(async () => {
			const message = messageOf(200, {
				kind: 'block',
				block: { reason: { id: 'x', name: 'x' }, until: PAST }
			});
			await write(server, message);
			await runArchive(server);
			const late = liftBlock(daysAgo(120), foldSubject(message._id, [message]));
			await write(server, late);
			return { message, facts: [late] };
		}, ARCHIVED);
	}, 60_000);
});

/** The real store, with some of it changed. */
function storeWith(changes: (store: MoveStore) => Partial<MoveStore>): MoveStore {
	const store = new CouchMoveStore(server.ctx.couch);
	return {
		facts: (ids) => store.facts(ids),
		revisions: (ids) => store.revisions(ids),
		archived: (ids) => store.archived(ids),
		writeArchived: (docs) => store.writeArchived(docs),
		writeFacts: (docs) => store.writeFacts(docs),
		...changes(store)
	};
}

const PAST = new Date(NOW - 150 * 86_400_000).toISOString();
