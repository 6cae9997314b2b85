import { afterEach, describe, expect, test } from 'vitest';
import { pictureId } from '../../../src/lib/domain/pictures.ts';
import { PART } from '../../../src/lib/sync/pictures.ts';
import { answer } from './world/fakeServer.ts';
import { FakePictures } from './world/fakePictures.ts';
import type { Network, Tab } from './world/tab.ts';
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

const pictureOf = (size: number, seed: number): Uint8Array =>
	Uint8Array.from({ length: size }, (_, at) => (at * seed) & 255);

/** Takes a picture and attaches it to a message. @returns its id */
async function take(tab: Tab, bytes: Uint8Array, takenAt = 1): Promise<string> {
	const pictures = await tab.device.pictures();
	const id = pictureId(bytes);
	const size = { bytes: bytes.length, width: 4, height: 3 };
	await pictures.keep({ id, mediaType: 'image/jpeg', ...size, takenAt, draft: 'd1' }, bytes);
	await pictures.attach([id], 'm1', true);
	return id;
}

/** A network that does as told with requests that carry a part, by their count; the rest goes through. */
function meddling(meddle: (count: number, through: () => Promise<Response>) => Promise<Response>): Network {
	let count = 0;
	return (server, caller, address, init) => {
		const through = (): Promise<Response> => server.handle(caller, address, init);
		return address.startsWith('/api/pictures/') ? meddle((count += 1), through) : through();
	};
}

const cut = async (through?: () => Promise<Response>): Promise<Response> => {
	await through?.();
	throw new TypeError('Failed to fetch');
};

describe('pictures', () => {
	test('I1 what was taken without network is sent in parts when it is back, and the status counts it until then', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		tablet.online = false;
		const tab = await world.open(tablet);
		const bytes = pictureOf(3 * PART + 10, 7);
		const id = await take(tab, bytes);
		await world.time.pass(1);
		expect(tab.sync.status).toMatchObject({ kind: 'offline', unsent: 0, pictures: 1 });
		tablet.online = true;
		tab.changed();
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(world.server.pictures.whole.get(id)).toEqual(bytes);
		expect(world.server.pictures.sent).toBe(bytes.length);
		expect(tab.sync.status.pictures).toBeUndefined();
	});

	test('I1 what is held with a draft is not sent', async () => {
		const world = newWorld();
		const tab = await world.open(world.tablet('t1'));
		const bytes = pictureOf(10, 3);
		const size = { bytes: 10, width: 4, height: 3 };
		const taken = {
			id: pictureId(bytes),
			mediaType: 'image/jpeg' as const,
			...size,
			takenAt: 1,
			draft: 'd1'
		};
		await (await tab.device.pictures()).keep(taken, bytes);
		await world.time.pass(60_000);
		expect(world.server.pictures.sent).toBe(0);
		expect(tab.sync.status.pictures).toBeUndefined();
	});

	test('I9 with a picture goes what it belongs to: by it the server knows one that it had removed from one that is sent once more', async () => {
		const world = newWorld();
		const asked: string[] = [];
		const network: Network = (server, caller, address, init) => {
			if (address.startsWith('/api/pictures/')) asked.push(address);
			return server.handle(caller, address, init);
		};
		const tab = await world.open(world.tablet('t1', network));
		const bytes = pictureOf(10, 3);
		const id = await take(tab, bytes);
		await world.until(() => asked.length === 1 && tab.sync.status.kind === 'upToDate');
		const pictures = await tab.device.pictures();
		await pictures.keep(
			{ id, mediaType: 'image/jpeg', bytes: 10, width: 4, height: 3, takenAt: 2, draft: 'd2' },
			bytes
		);
		await pictures.attach([id], 'm2', false);
		await world.until(() => asked.length === 2 && tab.sync.status.kind === 'upToDate');
		expect(asked.map((address) => address.split('total=10')[1])).toEqual(['&for=m1&evidence=1', '&for=m2']);
	});

	test('I2 where the line breaks in a part, before it arrived or after, no other part is sent twice', async () => {
		const world = newWorld();
		const tablet = world.tablet(
			't1',
			meddling((count, through) => (count === 2 ? cut() : count === 4 ? cut(through) : through()))
		);
		const tab = await world.open(tablet);
		const bytes = pictureOf(4 * PART, 5);
		const id = await take(tab, bytes);
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(world.server.pictures.whole.get(id)).toEqual(bytes);
		expect(world.server.pictures.sent).toBe(bytes.length + PART);
	});

	test('I2 after a crash of the page it goes on where the server says', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const stopped = meddling((count, through) => (count > 2 ? cut() : through()));
		tablet.network = stopped;
		const tab = await world.open(tablet);
		const bytes = pictureOf(4 * PART, 9);
		const id = await take(tab, bytes);
		await world.until(() => world.server.pictures.sent === 2 * PART);
		tab.boot.crash();
		tablet.locks.forget();
		tablet.network = (server, caller, address, init) => server.handle(caller, address, init);
		await world.open(tablet);
		await world.until(() => world.server.pictures.whole.has(id));
		expect(world.server.pictures.whole.get(id)).toEqual(bytes);
		// one part to hear how far it was
		expect(world.server.pictures.sent).toBe(bytes.length + PART);
	});

	test('I3 two devices that send the same picture help each other, and it is one', async () => {
		const world = newWorld();
		const [one, other] = [await world.open(world.tablet('t1')), await world.open(world.tablet('t2'))];
		const bytes = pictureOf(3 * PART, 11);
		await Promise.all([take(one, bytes), take(other, bytes)]);
		await world.until(() => [one, other].every(({ sync }) => sync.status.kind === 'upToDate'));
		expect(world.server.pictures.whole.size).toBe(1);
	});

	test('I4 413 and 415 deny it: it stays, is said, holds up no other, and goes once more when somebody asks', async () => {
		const world = newWorld();
		let denying = true;
		const network: Network = (server, caller, address, init) =>
			denying && address.includes(bad)
				? Promise.resolve(answer(415, { code: 'picture-exif' }))
				: server.handle(caller, address, init);
		const tab = await world.open(world.tablet('t1', network));
		const bad = pictureId(pictureOf(20, 3));
		await take(tab, pictureOf(20, 3), 1);
		const good = await take(tab, pictureOf(30, 3), 2);
		await world.until(() => world.server.pictures.whole.has(good));
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(tab.sync.status).toMatchObject({ refused: 1 });
		const pictures = await tab.device.pictures();
		expect(pictures.get(bad)?.refusal).toEqual({ status: 415, code: 'picture-exif' });
		denying = false;
		await pictures.retry(bad);
		await world.until(() => world.server.pictures.whole.has(bad));
		expect(tab.sync.status.refused).toBe(0);
	});

	test('I5 wrong parts that another has sent are overcome by beginning anew; what never fits is denied', async () => {
		const world = newWorld();
		const tab = await world.open(world.tablet('t1'));
		const bytes = pictureOf(2 * PART, 13);
		world.server.pictures.begin(pictureId(bytes), new Uint8Array(PART));
		const id = await take(tab, bytes);
		await world.until(() => world.server.pictures.whole.has(id));
		expect(world.server.pictures.whole.get(id)).toEqual(bytes);

		const pictures = await tab.device.pictures();
		const size = { bytes: 5, width: 1, height: 1 };
		const taken = { mediaType: 'image/jpeg' as const, ...size, takenAt: 1, draft: 'd1' };
		await pictures.keep({ id: 'notitshash', ...taken }, pictureOf(5, 1));
		await pictures.attach(['notitshash'], 'm1', false);
		await world.until(() => pictures.get('notitshash')?.refusal !== undefined);
		expect(pictures.get('notitshash')?.refusal?.code).toBe('picture-mismatch');
	});

	test('I6 an unwell server, a WLAN page and 429 are waited out, with pauses, and facts go on meanwhile', async () => {
		const world = newWorld();
		const said = [
			answer(500, {}),
			new Response('<html>WLAN</html>', { headers: { 'content-type': 'text/html' } }),
			answer(429, {}, { 'retry-after': '7' }),
			answer(200, 'null')
		];
		const tablet = world.tablet(
			't1',
			meddling((_count, through) => {
				const next = said.shift();
				return next ? Promise.resolve(next) : through();
			})
		);
		const tab = await world.open(tablet);
		await take(tab, pictureOf(100, 3));
		await world.write(tab, tablet);
		await world.until(() => world.texts.length === 1);
		await world.until(() => tab.sync.status.kind === 'upToDate');
		expect(world.server.pictures.whole.size).toBe(1);
		expect(said).toEqual([]);
	});

	test('I6 a server that never gets on is not asked without end', async () => {
		const world = newWorld();
		let asked = 0;
		const stuck = meddling(() => {
			asked += 1;
			return Promise.resolve(answer(200, { received: 0, complete: false }));
		});
		const tab = await world.open(world.tablet('t1', stuck));
		await take(tab, pictureOf(100, 3));
		await world.time.pass(60_000);
		expect(asked).toBeGreaterThan(2);
		expect(asked).toBeLessThan(20);
	});

	test('I7 a server restored from a backup gets again what this device has', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const tab = await world.open(tablet);
		const backup = world.server.backup();
		const id = await take(tab, pictureOf(100, 3));
		await world.until(() => world.server.pictures.whole.has(id));
		world.server.pictures = new FakePictures();
		world.server.restore(backup, 'g2');
		await world.until(() => world.server.pictures.whole.has(id));
	});

	test('I8 a retired device sends its pictures; one that was signed out keeps them', async () => {
		const world = newWorld();
		const tablet = world.tablet('t1');
		const tab = await world.open(tablet);
		await world.until(() => tab.sync.status.kind === 'upToDate');
		world.server.statuses.set('t1', 'no-session');
		tab.sync.wake();
		await world.until(() => tab.sync.status.kind === 'signedOut');
		const id = await take(tab, pictureOf(100, 3));
		await world.time.pass(120_000);
		expect(tab.sync.status).toMatchObject({ kind: 'signedOut', pictures: 1 });
		world.server.statuses.set('t1', 'retired');
		await world.until(() => world.server.pictures.whole.has(id));
	});
});
