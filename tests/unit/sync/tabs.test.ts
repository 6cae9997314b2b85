import { afterEach, describe, expect, test } from 'vitest';
import { World } from './world/world.ts';

const worlds: World[] = [];
function newWorld(): World {
	const world = new World();
	worlds.push(world);
	return world;
}
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

describe('tabs', () => {
	test('T1 one tab syncs, the other says so and sees what it does', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const [first, second] = [await world.open(tablet), await world.open(tablet)];
		await world.write(second, tablet);
		await world.until(() => first.sync.status.kind === 'upToDate' && world.texts.length === 1);
		await world.time.pass(5_000);
		expect(second.sync.status).toMatchObject({ kind: 'otherTab', unsent: 0 });
		expect(second.sync.session.kind).toBe('active');
		expect(second.device.outbox.entries).toEqual([]);
	});

	test('T2 the tab that becomes visible takes over from the one that is hidden', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const first = await world.open(tablet);
		await world.until(() => first.sync.status.kind === 'upToDate');
		first.show(false);
		const second = await world.open(tablet);
		await world.time.pass(1_000);
		expect(first.sync.status.kind).toBe('otherTab');
		expect(second.sync.status.kind).not.toBe('otherTab');
		second.show(false);
		first.show(true);
		await world.time.pass(1_000);
		expect(first.sync.status.kind).not.toBe('otherTab');
		expect(second.sync.status.kind).toBe('otherTab');
	});

	test('T2 of two visible tabs the one that syncs goes on; hidden, it hands over', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const [first, second] = [await world.open(tablet), await world.open(tablet)];
		await world.time.pass(10_000);
		expect([first.sync.status.kind, second.sync.status.kind]).toEqual(['upToDate', 'otherTab']);
		first.show(false);
		await world.time.pass(1_000);
		expect(first.sync.status.kind).toBe('otherTab');
		await world.until(() => second.sync.status.kind === 'upToDate');
	});

	test('T3 from a frozen tab the lock is taken', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const frozen = await world.open(tablet);
		await world.until(() => frozen.sync.status.kind === 'upToDate');
		frozen.boot.crash();
		const second = await world.open(tablet);
		await world.time.pass(1_000);
		expect(second.sync.status.kind).toBe('otherTab');
		await world.until(() => second.sync.status.kind === 'upToDate', 0.1);
	});

	test('a tab that is closed lets the other one go on', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const [first, second] = [await world.open(tablet), await world.open(tablet)];
		await world.time.pass(5_000);
		await first.close();
		await world.write(second, tablet);
		await world.until(() => second.sync.status.kind === 'upToDate' && world.texts.length === 1);
		expect(first.sync.status.kind).toBe('closed');
	});
});
