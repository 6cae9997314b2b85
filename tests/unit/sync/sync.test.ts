import { afterEach, describe, expect, test, vi } from 'vitest';
import { RequestFailed } from '../../../src/lib/sync/http.ts';
import { answer } from './world/fakeServer.ts';
import { replicaTexts, World } from './world/world.ts';
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

/** Like {@link Network}, with one fault for the requests to a path. */
const faulty =
	(path: string, fault: () => Response | undefined): Network =>
	async (server, caller, address, init) =>
		(address.includes(path) && fault()) || server.handle(caller, address, init);

const portal = (): Response =>
	new Response('<html>WLAN</html>', { headers: { 'content-type': 'text/html' } });

describe('sync', () => {
	test('P2 what is written goes to the server, comes back, and leaves the outbox then', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const tab = await world.open(tablet);
		await world.write(tab, tablet);
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(world.texts).toEqual(['Mitteilung 1']);
		expect(tab.device.outbox.entries).toEqual([]);
		expect(await replicaTexts(tab)).toEqual(['Mitteilung 1']);
	});

	test('one tablet sees what another writes', async () => {
		const world = newWorld();
		const [one, two] = [world.tablet('t1'), world.tablet('t2')];
		const [tabOne, tabTwo] = [await world.open(one), await world.open(two)];
		await world.until(() => tabTwo.sync.status.kind === 'upToDate');
		await world.write(tabOne, one);
		await world.time.pass(100);
		expect(await replicaTexts(tabTwo)).toEqual(['Mitteilung 1']);
	});

	test('a page that is shown again looks after its storage, with a network and without', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		tablet.online = false;
		const tab = await world.open(tablet);
		await world.time.pass(1_000);
		const probe = vi.spyOn(tab.device, 'probe').mockResolvedValue('lost');
		tab.show(false);
		expect(probe).not.toHaveBeenCalled();
		tab.show(true);
		await world.time.pass(100);
		expect(tab.sync.status).toMatchObject({ kind: 'waiting', reason: 'storage-lost' });

		probe.mockResolvedValue('reopened');
		expect(await tab.sync.probe()).toBe('reopened');
		expect(tab.sync.status.kind).toBe('offline');
		tablet.online = true;
		tab.changed();
		await world.until(() => tab.sync.status.kind === 'upToDate', 0.1);
	});

	test('offline says so and keeps everything; the network coming back is enough', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		tablet.online = false;
		const tab = await world.open(tablet);
		await world.write(tab, tablet);
		await world.time.pass(300_000);
		expect(tab.sync.status).toMatchObject({ kind: 'offline', unsent: 1 });
		tablet.online = true;
		tab.changed();
		await world.until(() => tab.sync.status.kind === 'upToDate', 0.1);
		expect(tab.sync.status.unsent).toBe(0);
	});

	test('H2 the page of a captive portal is not taken for the server', async () => {
		const world = newWorld();
		let captive = true;
		const tablet = world.tablet(
			't1',
			faulty('/', () => (captive ? portal() : undefined))
		);
		const tab = await world.open(tablet);
		await world.write(tab, tablet);
		await world.time.pass(60_000);
		expect(tab.sync.status).toMatchObject({ kind: 'waiting', reason: 'captive-portal', unsent: 1 });
		captive = false;
		await world.until(() => tab.sync.status.kind === 'upToDate', 1);
	});

	test('S3, S6 a 401 waits and removes nothing, and is no contact; wake resumes', async () => {
		const world = newWorld();
		world.server.lockAfterDays = 9;
		const tablet = world.tablet('t1');
		const tab = await world.open(tablet);
		await world.until(() => tab.sync.status.kind === 'upToDate');
		world.server.statuses.set('t1', 'no-session');
		await world.write(tab, tablet);
		await world.until(() => tab.sync.status.kind === 'signedOut');
		expect(tab.sync.status.unsent).toBe(1);
		expect(tab.sync.session).toMatchObject({ kind: 'signedOut', identity: { device: 't1' } });
		// How long it stays open is counted from when it was last let in.
		const heard = 'lastContact' in tab.sync.session ? tab.sync.session.lastContact : undefined;
		await world.time.pass(600_000);
		expect(tab.sync.session).toMatchObject({ kind: 'signedOut', lastContact: heard, lockAfterDays: 9 });
		world.server.statuses.clear();
		tab.sync.wake();
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(world.texts).toEqual(['Mitteilung 1']);
	});

	test('S4 a retired device goes on sending, a lost one does not', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const tab = await world.open(tablet);
		await world.until(() => tab.sync.status.kind === 'upToDate');
		world.server.statuses.set('t1', 'retired');
		tab.sync.wake();
		await world.write(tab, tablet);
		await world.until(() => tab.sync.session.kind === 'retired' && tab.sync.status.kind === 'upToDate');
		expect(world.texts).toEqual(['Mitteilung 1']);
		expect(tab.device.outbox.entries).toEqual([]);
		world.server.statuses.set('t1', 'lost');
		tab.sync.wake();
		await world.until(() => tab.sync.status.kind === 'lost');
		await world.write(tab, tablet);
		await world.time.pass(600_000);
		expect(world.texts).toEqual(['Mitteilung 1']);
		expect(tab.device.outbox.entries).toHaveLength(1);
	});

	test('P10 a retired device fetches nothing that others write, and lets go of what has arrived', async () => {
		const world = newWorld();
		const [retired, other] = [world.tablet('t1'), world.tablet('t2')];
		const tab = await world.open(retired);
		const besides = await world.open(other);
		await world.until(() => tab.sync.status.kind === 'upToDate' && besides.sync.status.kind === 'upToDate');
		world.server.statuses.set('t1', 'retired');
		tab.sync.wake();
		await world.until(() => tab.sync.session.kind === 'retired');
		const before = world.server.log.length;
		await world.write(besides, other);
		await world.write(tab, retired);
		await world.until(
			() => tab.device.outbox.entries.length === 0 && besides.device.outbox.entries.length === 0
		);
		await world.time.pass(1000);
		expect(world.server.log.slice(before)).toContain('POST /api/arrived');
		expect(await replicaTexts(tab)).toEqual([]);
		expect(await replicaTexts(besides)).toHaveLength(2);
	});

	test('S5 an app that is too old says so and keeps what was written', async () => {
		const world = newWorld();
		world.server.oldestApp = '1.10.0';
		const tablet = world.tablet('t1');
		const tab = await world.open(tablet);
		await world.write(tab, tablet);
		await world.time.pass(10_000);
		expect(tab.sync.status).toMatchObject({ kind: 'updateRequired', oldestApp: '1.10.0', unsent: 1 });
		expect(world.texts).toEqual([]);
	});

	test('B1 Retry-After is respected', async () => {
		const world = newWorld();
		let asked = 0;
		const limited = (): Response | undefined =>
			(asked += 1) === 1 ? answer(429, {}, { 'retry-after': '120' }) : undefined;
		const tablet = world.tablet('t1', faulty('_bulk_docs', limited));
		const tab = await world.open(tablet);
		await world.write(tab, tablet);
		await world.time.pass(110_000);
		expect(tab.sync.status).toMatchObject({ kind: 'waiting', reason: 'rate-limited', status: 429 });
		expect(asked).toBe(1);
		await world.time.pass(15_000);
		expect(tab.sync.status.kind).toBe('upToDate');
	});

	test('B1 a server that fails for an hour is asked with growing pauses, and met again within 30 s', async () => {
		const world = newWorld();
		let broken = true;
		const tablet = world.tablet(
			't1',
			faulty('/', () => (broken ? answer(503, {}) : undefined))
		);
		let asked = 0;
		const { network } = tablet;
		tablet.network = (...all) => {
			asked += 1;
			return network(...all);
		};
		const tab = await world.open(tablet);
		await world.time.pass(3_600_000);
		expect(asked).toBeGreaterThan(110);
		expect(asked).toBeLessThan(260);
		broken = false;
		await world.time.pass(30_000);
		expect(tab.sync.status.kind).toBe('upToDate');
	});

	test('H1 a connection that falls silent is given up after 45 s; one that beats is not', async () => {
		const world = newWorld();
		let silent = false;
		const tablet = world.tablet('t1', async (server, caller, address, init) => {
			if (!silent) return server.handle(caller, address, init);
			return new Promise((_resolve, reject) => {
				init.signal?.addEventListener('abort', () => reject(new RequestFailed('unreachable')));
			});
		});
		const tab = await world.open(tablet);
		await world.until(() => tab.sync.status.kind === 'upToDate');
		const polls = world.server.log.filter((line) => line.includes('_changes')).length;
		await world.time.pass(600_000);
		expect(world.server.log.filter((line) => line.includes('_changes'))).toHaveLength(polls);
		silent = true;
		tab.sync.wake();
		await world.time.pass(40_000);
		expect(tab.sync.status.kind).not.toBe('waiting');
		await world.time.pass(10_000);
		expect(tab.sync.status).toMatchObject({ kind: 'waiting', reason: 'unreachable' });
	});

	test('L1 L3 there are two feeds, and PouchDB asks for nothing that is not let through', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const tab = await world.open(tablet);
		world.server.put('directory', { _id: 'contacts:0001', _rev: '1-a', contacts: [] });
		await world.write(tab, tablet);
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect([...new Set(world.server.log)].sort()).toEqual([
			'GET /api/device',
			'GET /db/directory/_changes',
			'GET /db/messages/_changes',
			'POST /db/directory/_bulk_get',
			'POST /db/messages/_bulk_docs',
			'POST /db/messages/_bulk_get'
		]);
	});

	test('L3 a failed _bulk_get is not the end of _bulk_get', async () => {
		const world = newWorld();
		let failing = true;
		const tablet = world.tablet(
			't1',
			faulty('_bulk_get', () => (failing ? answer(500, {}) : undefined))
		);
		world.server.put('directory', { _id: 'contacts:0001', _rev: '1-a', contacts: [] });
		const tab = await world.open(tablet);
		await world.time.pass(20_000);
		failing = false;
		await world.until(() => tab.sync.status.kind === 'upToDate', 1);
		expect(await tab.device.directory.size()).toBe(1);
	});
});
