import { afterEach, describe, expect, test } from 'vitest';
import { DAY } from '../domain/writer.ts';
import { replicaTexts, World } from './world/world.ts';

const worlds: World[] = [];
function newWorld(): World {
	const world = new World();
	worlds.push(world);
	return world;
}
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

describe('generations', () => {
	test('G1 G2 G3 after a restore each device sends what the backup lacks of its own, and all have all', async () => {
		const world = newWorld();
		const [one, two] = [world.tablet('t1'), world.tablet('t2')];
		const [tabOne, tabTwo] = [await world.open(one), await world.open(two)];
		await world.write(tabOne, one);
		await world.until(() => world.texts.length === 1);
		const backup = world.server.backup();
		await world.write(tabOne, one);
		await world.write(tabTwo, two);
		const all = ['Mitteilung 1', 'Mitteilung 2', 'Mitteilung 3'];
		await world.until(async () => (await replicaTexts(tabTwo)).length === 3);
		world.server.restore(backup, 'g2');
		expect(world.texts).toEqual(['Mitteilung 1']);
		await world.until(() => world.texts.length === 3 && tabOne.sync.status.kind === 'upToDate');
		expect(world.texts).toEqual(all);
		await world.until(async () => (await replicaTexts(tabOne)).length === 3);
		expect(await replicaTexts(tabTwo)).toEqual(all);
		expect(tabOne.device.outbox.entries).toEqual([]);
	});

	test('G3 what is older than 30 days is not brought back: it may have been erased', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const tab = await world.open(tablet);
		const backup = world.server.backup();
		await world.write(tab, tablet);
		await world.until(() => tab.sync.status.kind === 'upToDate' && world.texts.length === 1);
		await tab.close();
		await world.time.pass(31 * DAY);
		world.server.restore(backup, 'g2');
		const again = await world.open(tablet);
		await world.until(() => again.sync.status.kind === 'upToDate');
		expect(world.texts).toEqual([]);
		expect(await replicaTexts(again)).toEqual([]);
	});

	test('G2 a crash at any write of the change leaves nothing lost and nothing doubled', async () => {
		for (let writes = 1; writes <= 14; writes += 1) {
			const world = newWorld();
			const tablet = world.tablet('t1');
			const tab = await world.open(tablet);
			const backup = world.server.backup();
			await world.write(tab, tablet);
			await world.until(() => tab.sync.status.kind === 'upToDate' && world.texts.length === 1);
			world.server.restore(backup, 'g2');
			tab.boot.crashAfter(writes, () => tablet.locks.forget());
			await world.time.pass(90_000);
			tab.boot.crash();
			const again = await world.open(tablet);
			await world.until(() => again.sync.status.kind === 'upToDate' && world.texts.length === 1);
			expect(await replicaTexts(again)).toEqual(['Mitteilung 1']);
			expect(again.device.outbox.entries).toEqual([]);
		}
	});
});
