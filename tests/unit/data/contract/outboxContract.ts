import { afterEach, expect, test } from 'vitest';
import type { Device } from '../../../../src/lib/data/device.ts';
import type { OutboxChange } from '../../../../src/lib/data/outboxEntry.ts';
import { messageOf, STAMP, until } from './samples.ts';
import type { OpenTab } from './tab.ts';

/** What every implementation of the storage must do for the outbox. */
export function outboxContract(newStorage: () => OpenTab): void {
	const open: Device[] = [];
	const tabsOf = (): OpenTab => {
		const tab = newStorage();
		return async (options) => {
			const device = await tab(options);
			open.push(device);
			return device;
		};
	};
	afterEach(async () => {
		for (const device of open.splice(0)) await device.close();
	});

	test('what was added is there after a restart, in order, and counts once', async () => {
		const tab = tabsOf();
		const device = await tab();
		const [a, b] = [messageOf('a'), messageOf('b')];
		await device.outbox.add([a, b], STAMP, { byClock: ['block.until'] });
		await device.outbox.add(a, STAMP);
		const again = await tab();
		expect(again.outbox.entries.map((entry) => entry.fact)).toHaveLength(2);
		expect(new Set(again.outbox.entries.map((entry) => entry.fact._id))).toEqual(new Set([a._id, b._id]));
		expect(again.outbox.entries[0]).toMatchObject({
			stamp: STAMP,
			attempted: false,
			byClock: ['block.until']
		});
		expect(again.outbox.entries.find((entry) => entry.fact._id === a._id)?.fact).toEqual(a);
	});

	test('a denied fact keeps its reason until it is tried again', async () => {
		const tab = tabsOf();
		const device = await tab();
		const fact = messageOf('a');
		const refusal = { field: 'text', reason: 'shape', status: 403 };
		await device.outbox.add(fact, STAMP);
		await device.outbox.markAttempted([fact._id]);
		await device.outbox.refuse(fact._id, refusal);
		expect((await tab()).outbox.entries).toMatchObject([{ attempted: true, refusal }]);
		await device.outbox.retry(fact._id);
		expect((await tab()).outbox.entries[0]?.refusal).toBeUndefined();
	});

	test('what was settled or removed does not come back', async () => {
		const tab = tabsOf();
		const device = await tab();
		const [a, b, c, d] = [messageOf('a'), messageOf('b'), messageOf('c'), messageOf('d')];
		const heard: OutboxChange[] = [];
		device.outbox.watch((change) => heard.push(change));
		await device.outbox.add([a, b, c, d], STAMP);
		await device.outbox.settle([a._id], [d._id]);
		await device.outbox.remove(b._id);
		await device.outbox.settle([a._id, 'unknown']);
		expect(device.outbox.entries.map((entry) => entry.fact._id)).toEqual([c._id]);
		expect((await tab()).outbox.entries.map((entry) => entry.fact._id)).toEqual([c._id]);
		const removed = heard.flatMap((change) => change.removed.map(({ entry, why }) => [entry.fact._id, why]));
		expect(removed).toEqual([
			[a._id, 'settled'],
			[d._id, 'gone'],
			[b._id, 'removed']
		]);
	});

	test('another tab hears what comes and goes, and may change it too', async () => {
		const tab = tabsOf();
		const [one, other] = [await tab(), await tab()];
		const heard: string[] = [];
		other.outbox.watch(({ put, removed }) => {
			heard.push(
				...put.map(({ fact }) => `put ${fact._id}`),
				...removed.map(({ entry, why }) => `${why} ${entry.fact._id}`)
			);
		});
		const fact = messageOf('a');
		await one.outbox.add(fact, STAMP);
		await until(() => heard.length === 1);
		await Promise.all([one.outbox.markAttempted([fact._id]), other.outbox.markAttempted([fact._id])]);
		await until(() => [one, other].every(({ outbox }) => outbox.entries[0]?.attempted === true));
		await one.outbox.settle([fact._id]);
		await until(() => other.outbox.entries.length === 0);
		expect(heard.at(0)).toBe(`put ${fact._id}`);
		expect(heard.at(-1)).toBe(`settled ${fact._id}`);
	});

	test('a fact that was issued anew takes the place of the old one, in one step', async () => {
		const tab = tabsOf();
		const device = await tab();
		const [before, after] = [messageOf('before'), messageOf('after')];
		const heard: OutboxChange[] = [];
		await device.outbox.add(before, { ...STAMP, floor: 7 });
		device.outbox.watch((change) => heard.push(change));
		await device.outbox.replace(new Map([[before._id, after]]), { ...STAMP, offset: 5 });
		expect(heard).toHaveLength(1);
		expect(heard[0]?.renamed).toEqual(new Map([[before._id, after._id]]));
		expect(heard[0]?.removed).toMatchObject([{ why: 'reissued' }]);
		const again = await tab();
		expect(again.outbox.entries).toMatchObject([{ fact: after, stamp: { offset: 5, floor: 7 } }]);
		expect(again.outbox.currentId(before._id)).toBe(after._id);
	});

	test('a reissue that a crash cut in half is mended: the new ids are noted, nothing else done', async () => {
		const tab = tabsOf();
		const device = await tab();
		const [before, after] = [messageOf('before'), messageOf('after')];
		await device.outbox.add(before, STAMP);
		await device.settings.set('outbox.renames', [[before._id, after._id]]);
		const again = await tab();
		expect(again.outbox.entries).toMatchObject([{ fact: before }]);
		expect(again.outbox.currentId(before._id)).toBe(before._id);
	});

	test('a reissue that a crash cut in half is mended: the new one is there, the old one still is', async () => {
		const tab = tabsOf();
		const device = await tab();
		const [before, after] = [messageOf('before'), messageOf('after')];
		await device.outbox.add(before, STAMP);
		await device.outbox.replace(new Map([[before._id, after]]), STAMP);
		await device.outbox.add(before, STAMP);
		const again = await tab();
		expect(again.outbox.entries).toMatchObject([{ fact: after }]);
	});

	test('what the server has lost comes back as something it may have heard of', async () => {
		const tab = tabsOf();
		const device = await tab();
		const fact = messageOf('a');
		await device.outbox.add(fact, STAMP);
		await device.outbox.settle([fact._id]);
		await device.outbox.restore([fact], STAMP);
		expect((await tab()).outbox.entries).toMatchObject([{ fact, attempted: true }]);
	});
}
