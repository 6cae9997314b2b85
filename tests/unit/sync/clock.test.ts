import { afterEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../domain/writer.ts';
import { World } from './world/world.ts';
import type { Tab, Tablet } from './world/tab.ts';

const YEAR = 365 * DAY;
const worlds: World[] = [];
function newWorld(): World {
	const world = new World();
	worlds.push(world);
	return world;
}
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

/** How far the server's facts are off their true times, in ms, in the order of their texts. */
function errors(world: World, trueTimes: readonly number[]): number[] {
	const docs = [...world.server.docs('messages').values()].sort((a, b) =>
		String(a.text) < String(b.text) ? -1 : 1
	);
	return docs.map((doc, index) => Date.parse(String(doc.at)) - (trueTimes[index] ?? NaN));
}

async function online(world: World, tablet: Tablet, tab: Tab): Promise<void> {
	tablet.online = true;
	tab.changed();
	await world.until(() => tab.sync.status.kind === 'upToDate', 1);
}

/** A tablet that was online once, and is offline now. */
async function paired(world: World): Promise<{ tablet: Tablet; tab: Tab }> {
	const tablet = world.tablet('t1');
	const tab = await world.open(tablet);
	await world.until(() => tab.sync.status.kind === 'upToDate');
	tablet.online = false;
	tab.changed();
	return { tablet, tab };
}

describe('the clock', () => {
	test.each([
		['an hour ahead', HOUR],
		['three hours behind', -3 * HOUR],
		['years behind', -11 * YEAR],
		['years ahead', 6 * YEAR]
	])('K2 K7 a clock that was never measured and is %s: reissued before it is sent', async (_name, error) => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		tablet.online = false;
		tablet.clockError = error;
		const tab = await world.open(tablet);
		const fact = await world.write(tab, tablet);
		const written = world.time.now;
		await world.time.pass(20 * MINUTE);
		await online(world, tablet, tab);
		expect(Math.abs(errors(world, [written])[0] ?? NaN)).toBeLessThan(MINUTE);
		const [doc] = [...world.server.docs('messages').values()];
		expect(doc?.atDevice).toBe(fact.at);
		expect(tab.device.outbox.currentId(fact._id)).toBe(doc?._id);
		expect(Math.abs(tab.sync.clock.offset + error)).toBeLessThan(1_000);
	});

	test('K2 the offset is known at the next start: nothing is reissued', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		tablet.clockError = 5 * HOUR;
		const first = await world.open(tablet);
		await world.until(() => first.sync.status.kind === 'upToDate');
		await first.close();
		tablet.online = false;
		const tab = await world.open(tablet);
		const fact = await world.write(tab, tablet);
		const written = world.time.now;
		await online(world, tablet, tab);
		expect([...world.server.docs('messages').keys()]).toEqual([fact._id]);
		expect(Math.abs(errors(world, [written])[0] ?? NaN)).toBeLessThan(1_000);
	});

	test('K2 less than two minutes off is left as it is', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		tablet.online = false;
		tablet.clockError = 1.9 * MINUTE;
		const tab = await world.open(tablet);
		const fact = await world.write(tab, tablet);
		await online(world, tablet, tab);
		expect([...world.server.docs('messages').keys()]).toEqual([fact._id]);
	});

	test('K4 right when it was written, set back later: it stays', async () => {
		const world = newWorld();
		const { tablet, tab } = await paired(world);
		const fact = await world.write(tab, tablet);
		tablet.clockError = -2 * HOUR;
		await world.time.pass(10 * MINUTE);
		await online(world, tablet, tab);
		expect([...world.server.docs('messages').keys()]).toEqual([fact._id]);
	});

	test('K4 an hour ahead when it was written, set right by the system before the server was heard', async () => {
		const world = newWorld();
		const { tablet, tab } = await paired(world);
		tablet.clockError = HOUR;
		await world.write(tab, tablet);
		const written = world.time.now;
		await world.time.pass(10 * MINUTE);
		tablet.clockError = 0;
		await world.time.pass(10 * MINUTE);
		await online(world, tablet, tab);
		expect(Math.abs(errors(world, [written])[0] ?? NaN)).toBeLessThan(MINUTE);
	});

	test('K5 right when it was written, set ahead later: it stays', async () => {
		const world = newWorld();
		const { tablet, tab } = await paired(world);
		const fact = await world.write(tab, tablet);
		tablet.clockError = 7 * HOUR;
		await world.time.pass(10 * MINUTE);
		await online(world, tablet, tab);
		expect([...world.server.docs('messages').keys()]).toEqual([fact._id]);
	});

	test('K5 years behind (an empty battery), set right by the system: the floor gives it away', async () => {
		const world = newWorld();
		const { tablet, tab } = await paired(world);
		tablet.clockError = -20 * YEAR;
		await world.write(tab, tablet);
		const written = world.time.now;
		await world.time.pass(10 * MINUTE);
		tablet.clockError = 0;
		await online(world, tablet, tab);
		expect(Math.abs(errors(world, [written])[0] ?? NaN)).toBeLessThan(MINUTE);
	});

	test('K5 a night in which the monotonic clock stood still changes nothing', async () => {
		const world = newWorld();
		const { tablet, tab } = await paired(world);
		const fact = await world.write(tab, tablet);
		tablet.slept += 9 * HOUR;
		await world.time.pass(9 * HOUR);
		await online(world, tablet, tab);
		expect([...world.server.docs('messages').keys()]).toEqual([fact._id]);
	});

	test('K6 written ahead of time before a restart, set right meanwhile: not left in the future', async () => {
		const world = newWorld();
		const { tablet, tab: before } = await paired(world);
		tablet.clockError = 3 * YEAR;
		await world.write(before, tablet);
		await before.close();
		tablet.clockError = 0;
		await world.time.pass(HOUR);
		const tab = await world.open(tablet);
		await online(world, tablet, tab);
		const [doc] = [...world.server.docs('messages').values()];
		expect(Date.parse(String(doc?.at))).toBeLessThanOrEqual(world.time.now);
	});

	test('K8 set while online, by an hour ahead or behind: noticed before anything is sent', async () => {
		for (const error of [HOUR, -HOUR]) {
			const world = newWorld();
			const tablet = world.tablet('t1');
			const tab = await world.open(tablet);
			await world.until(() => tab.sync.status.kind === 'upToDate');
			tablet.clockError = error;
			await world.write(tab, tablet);
			const written = world.time.now;
			await world.until(() => world.texts.length === 1, 0.2);
			expect(Math.abs(errors(world, [written])[0] ?? NaN)).toBeLessThan(MINUTE);
		}
	});

	test('K7 a fact that names one reissued earlier follows, even where another tab wrote it later', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		tablet.online = false;
		tablet.clockError = HOUR;
		const tab = await world.open(tablet);
		const shift = await world.write(tab, tablet);
		await online(world, tablet, tab);
		const later = await world.write(tab, tablet, { shift: shift._id });
		expect(later.shift).toBe(shift._id);
		await world.until(() => tab.sync.status.kind === 'upToDate' && world.texts.length === 2);
		const docs = [...world.server.docs('messages').values()];
		expect(docs[1]?.shift).toBe(docs[0]?._id);
	});

	test('K7 C3 a fact of which the server may have heard keeps its id', async () => {
		const world = newWorld();
		const { tablet, tab } = await paired(world);
		const fact = await world.write(tab, tablet);
		await tab.device.outbox.markAttempted([fact._id]);
		await tab.close();
		tablet.clockError = 4 * HOUR;
		const again = await world.open(tablet);
		await online(world, tablet, again);
		expect([...world.server.docs('messages').keys()]).toEqual([fact._id]);
	});
});
