import { afterEach, describe, expect, test } from 'vitest';
import { sealed } from '../domain/writer.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { answer } from './world/fakeServer.ts';
import { World } from './world/world.ts';
import type { Network } from './world/tab.ts';

const worlds: World[] = [];
function newWorld(): World {
	const world = new World();
	worlds.push(world);
	return world;
}
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

/** Texts that a `_bulk_docs` request carries; undefined for other requests. */
function textsIn(address: string, init: RequestInit): string[] | undefined {
	if (!address.includes('_bulk_docs')) return undefined;
	return (JSON.parse(String(init.body)) as { docs: { text: string }[] }).docs.map((doc) => doc.text);
}

/** Answers batches as told, and lets the rest through. */
function judging(judge: (texts: string[]) => Response | undefined): {
	network: Network;
	batches: string[][];
} {
	const batches: string[][] = [];
	return {
		batches,
		network: async (server, caller, address, init) => {
			const texts = textsIn(address, init);
			if (texts) batches.push(texts);
			return (texts && judge(texts)) ?? server.handle(caller, address, init);
		}
	};
}

describe('push', () => {
	test('P1 a batch has at most 100 facts and 1 MB', async () => {
		const world = newWorld();
		const { network, batches } = judging(() => undefined);
		const tablet = world.tablet('t1', network);
		tablet.online = false;
		const tab = await world.open(tablet);
		for (let i = 0; i < 120; i += 1) await world.write(tab, tablet);
		await world.time.pass(1);
		for (let i = 0; i < 50; i += 1) await world.write(tab, tablet, { text: `${i}`.padEnd(9_900, 'ü€') });
		tablet.online = true;
		tab.changed();
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(world.texts).toHaveLength(170);
		expect(Math.max(...batches.map((batch) => batch.length))).toBe(100);
		const sizes = batches.map((batch) => new TextEncoder().encode(JSON.stringify(batch)).length);
		expect(Math.max(...sizes)).toBeLessThan(1_000_000);
		expect(batches.length).toBeGreaterThan(2);
	});

	test('P3 a denied fact stays with field and reason, the others go', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const tab = await world.open(tablet);
		const { _id: _old, ...body } = await world.write(tab, tablet);
		const foreign = sealed({ ...body, device: 'somebody-else' }) as unknown as Fact;
		await tab.device.outbox.add(foreign, tab.sync.clock.stamp());
		await world.write(tab, tablet);
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(world.texts).toEqual(['Mitteilung 1', 'Mitteilung 2']);
		expect(tab.sync.status).toMatchObject({ unsent: 0, refused: 1 });
		expect(tab.device.outbox.entries).toMatchObject([
			{ fact: foreign, refusal: { field: 'device', reason: 'account', status: 403 } }
		]);
		const asked = world.server.log.filter((line) => line.includes('_bulk_docs')).length;
		await world.time.pass(600_000);
		expect(world.server.log.filter((line) => line.includes('_bulk_docs'))).toHaveLength(asked);
		await tab.device.outbox.retry(foreign._id);
		await world.until(() => tab.device.outbox.entries[0]?.refusal !== undefined);
		expect(world.server.log.filter((line) => line.includes('_bulk_docs'))).toHaveLength(asked + 1);
	});

	test('P3 a document that failed otherwise is sent again', async () => {
		const world = newWorld();
		let failures = 2;
		const tablet = world.tablet('t1', async (server, caller, address, init) => {
			const response = await server.handle(caller, address, init);
			if (!address.includes('_bulk_docs') || (failures -= 1) < 0) return response;
			const { docs } = JSON.parse(String(init.body)) as { docs: { _id: string }[] };
			return answer(201, [{ id: docs[0]?._id, error: 'internal_server_error', reason: 'later' }]);
		});
		const tab = await world.open(tablet);
		await world.write(tab, tablet);
		await world.until(() => tab.sync.status.kind === 'upToDate', 1);
		expect(world.texts).toEqual(['Mitteilung 1']);
	});

	test('P4 413 halves the batch at once; one fact alone that gets it is denied in the end, the others go before', async () => {
		const world = newWorld();
		const { network, batches } = judging((texts) =>
			texts.length > 3 || texts.includes('Mitteilung 5') ? answer(413, { code: 'too-large' }) : undefined
		);
		const tablet = world.tablet('t1', network);
		tablet.online = false;
		const tab = await world.open(tablet);
		for (let i = 0; i < 20; i += 1) await world.write(tab, tablet);
		tablet.online = true;
		tab.changed();
		await world.until(() => world.texts.length === 19, 1);
		expect(tab.device.outbox.entries[0]?.refusal).toBeUndefined();
		await world.until(() => tab.sync.status.kind === 'upToDate', 1);
		expect(tab.device.outbox.entries).toMatchObject([{ refusal: { status: 413, reason: 'size' } }]);
		expect(batches.length).toBeLessThan(60);
	});

	test('P5 one fact that the server cannot digest does not hold up others', async () => {
		const world = newWorld();
		const { network } = judging((texts) => (texts.includes('Mitteilung 5') ? answer(500, {}) : undefined));
		const tablet = world.tablet('t1', network);
		tablet.online = false;
		const tab = await world.open(tablet);
		for (let i = 0; i < 40; i += 1) await world.write(tab, tablet);
		tablet.online = true;
		tab.changed();
		await world.until(() => world.texts.length === 39, 3);
		await world.write(tab, tablet);
		await world.until(() => world.texts.length === 40, 1);
		expect(tab.device.outbox.entries).toHaveLength(1);
		expect(tab.device.outbox.entries[0]?.refusal).toBeUndefined();
	});

	test('P6 what the server took but lost again is sent again after 60 s', async () => {
		const world = newWorld();
		const { network, batches } = judging((texts) =>
			batches.length === 1 && texts.length > 0 ? answer(201, []) : undefined
		);
		const tablet = world.tablet('t1', network);
		const tab = await world.open(tablet);
		await world.write(tab, tablet);
		await world.time.pass(55_000);
		expect(batches).toHaveLength(1);
		expect(tab.sync.status).toMatchObject({ kind: 'sending', unsent: 1 });
		await world.until(() => tab.sync.status.kind === 'upToDate', 1);
		expect(world.texts).toEqual(['Mitteilung 1']);
	});

	test('P2 P7 an answer that never came: marked, sent again, there once', async () => {
		const world = newWorld();
		let swallowed = false;
		const tablet = world.tablet('t1', async (server, caller, address, init) => {
			const response = await server.handle(caller, address, init);
			if (swallowed || !address.includes('_bulk_docs')) return response;
			swallowed = true;
			throw new TypeError('Failed to fetch');
		});
		const tab = await world.open(tablet);
		await world.write(tab, tablet);
		await world.until(() => swallowed);
		const [entry] = tab.device.outbox.entries;
		expect(entry?.attempted ?? true).toBe(true);
		await world.until(() => tab.sync.status.kind === 'upToDate', 1);
		expect(world.texts).toEqual(['Mitteilung 1']);
	});

	test('P9 what was archived before its device heard that it had arrived leaves the outbox as gone, and what was not as settled', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1', async (server, caller, address, init) => {
			const response = await server.handle(caller, address, init);
			const archived =
				world.texts.length === 1 && textsIn(address, init) && [...server.docs('messages').keys()][0];
			if (archived) server.put('messages', { _id: archived, _rev: `2-${'f'.repeat(32)}`, _deleted: true });
			return response;
		});
		const tab = await world.open(tablet);
		const left: [string, string][] = [];
		tab.device.outbox.watch(({ removed }) =>
			left.push(...removed.map(({ entry, why }): [string, string] => [entry.fact._id, why]))
		);
		const archived = await world.write(tab, tablet);
		await world.until(() => tab.device.outbox.entries.length === 0, 1);
		const kept = await world.write(tab, tablet);
		await world.until(() => tab.device.outbox.entries.length === 0, 1);
		expect(left).toEqual([
			[archived._id, 'gone'],
			[kept._id, 'settled']
		]);
	});
});
