import { afterEach, describe, expect, test } from 'vitest';
import { World } from './world/world.ts';

const HOLD = 6_000;

const worlds: World[] = [];
async function onlineTablet() {
	const world = new World();
	worlds.push(world);
	const tablet = world.tablet('t1');
	const tab = await world.open(tablet);
	await world.until(() => tab.sync.status.kind === 'upToDate');
	return { world, tablet, tab };
}
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

describe('what can be taken back', () => {
	test('P8 a held fact is stored at once, counts as unsent, and is not sent before its time', async () => {
		const { world, tablet, tab } = await onlineTablet();
		await world.write(tab, tablet, { heldFor: HOLD });
		await world.time.pass(HOLD - 500);
		expect(world.texts).toEqual([]);
		expect(tab.sync.status).toMatchObject({ kind: 'sending', unsent: 1 });
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(world.texts).toEqual(['Mitteilung 1']);
	});

	test('P8 a held fact that is taken back in time never reaches the server', async () => {
		const { world, tablet, tab } = await onlineTablet();
		const fact = await world.write(tab, tablet, { heldFor: HOLD });
		expect(await tab.device.outbox.takeBack(fact._id)).toBe(true);
		await world.time.pass(3 * HOLD);
		expect(world.texts).toEqual([]);
		expect(tab.device.outbox.entries).toEqual([]);
	});

	test('P8 several that were written at once are taken back all or none', async () => {
		const { world, tablet, tab } = await onlineTablet();
		const [early, late] = [await world.write(tab, tablet, { heldFor: HOLD }), await world.write(tab, tablet)];
		expect(await tab.device.outbox.takeBack([early._id, late._id])).toBe(false);
		expect(tab.device.outbox.entries).toHaveLength(2);
		const other = await world.write(tab, tablet, { heldFor: HOLD });
		expect(await tab.device.outbox.takeBack([early._id, other._id])).toBe(true);
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(world.texts).toEqual(['Mitteilung 2']);
	});

	test('P8 once its time is up, taking back says no, and the fact arrives', async () => {
		const { world, tablet, tab } = await onlineTablet();
		const fact = await world.write(tab, tablet, { heldFor: HOLD });
		tablet.online = false;
		await world.time.pass(HOLD + 500);
		expect(await tab.device.outbox.takeBack(fact._id)).toBe(false);
		tablet.online = true;
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(world.texts).toEqual(['Mitteilung 1']);
	});

	test('P8 a clock that is set back meanwhile holds nothing for longer', async () => {
		const { world, tablet, tab } = await onlineTablet();
		await world.write(tab, tablet, { heldFor: HOLD });
		tablet.clockError = -3_600_000;
		await world.until(() => world.texts.length === 1);
	});

	test('Z1 nobody reads that all is here before the first pull has begun', async () => {
		const world = new World();
		worlds.push(world);
		const tab = await world.open(world.tablet('t1'));
		const kinds: string[] = [];
		tab.sync.watch(({ kind }) => kinds.push(kind));
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(kinds.indexOf('pulling')).toBeGreaterThanOrEqual(0);
		expect(kinds.indexOf('pulling')).toBeLessThan(kinds.indexOf('upToDate'));
	});
});
