import { afterEach, expect, test } from 'vitest';
import type { Device } from '../../../../src/lib/data/device.ts';
import { isUnsent, type TakenPicture } from '../../../../src/lib/data/keptPicture.ts';
import { until } from './samples.ts';
import type { OpenTab } from './tab.ts';

const taken = (id: string, takenAt = 1): TakenPicture => ({
	id,
	mediaType: 'image/jpeg',
	bytes: 3,
	width: 4,
	height: 3,
	takenAt,
	draft: 'd1'
});
const bytes = new Uint8Array([1, 2, 3]);

/** What every implementation of the storage must do for pictures. */
export function picturesContract(newStorage: () => OpenTab): void {
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

	test('a picture and what is known of it is there after a restart', async () => {
		const tab = tabsOf();
		const pictures = await (await tab()).pictures();
		await pictures.keep(taken('b', 2), bytes);
		await pictures.keep(taken('a', 1), bytes);
		const again = await (await tab()).pictures();
		expect(again.list.map(({ id, draft }) => `${id} ${draft}`)).toEqual(['a d1', 'b d1']);
		expect(await again.bytes('a')).toEqual(bytes);
		expect(await again.bytes('c')).toBeUndefined();
	});

	test('it is to be sent once it belongs to a message, until the server has it', async () => {
		const pictures = await (await tabsOf()()).pictures();
		await pictures.keep(taken('a'), bytes);
		expect(pictures.list.map(isUnsent)).toEqual([false]);
		await pictures.attach(['a', 'unknown'], 'm1', true);
		expect(pictures.list.map(isUnsent)).toEqual([true]);
		await pictures.markSent('a', 5, 'g1');
		expect(pictures.list.map(isUnsent)).toEqual([false]);
		expect(pictures.get('a')).toMatchObject({ message: 'm1', evidence: true });
	});

	test('what the server with other data got is to be sent again', async () => {
		const pictures = await (await tabsOf()()).pictures();
		await pictures.keep(taken('a'), bytes);
		await pictures.attach(['a'], 'm1', false);
		await pictures.markSent('a', 5, 'g1');
		await pictures.distrust('g1');
		expect(pictures.list.map(isUnsent)).toEqual([false]);
		await pictures.distrust('g2');
		expect(pictures.list.map(isUnsent)).toEqual([true]);
	});

	test('the same picture taken again is the same, and sent again: the server may have removed it meanwhile', async () => {
		const pictures = await (await tabsOf()()).pictures();
		await pictures.keep(taken('a'), bytes);
		await pictures.attach(['a'], 'm1', true);
		await pictures.markSent('a', 5, 'g1');
		await pictures.keep(taken('a', 9), bytes);
		expect(await pictures.makeRoom()).toBe(false);
		await pictures.attach(['a'], 'm2', true);
		expect(pictures.list.map(isUnsent)).toEqual([true]);
		await pictures.keep(taken('a', 10), bytes);
		expect(pictures.get('a')).toMatchObject({ message: 'm2', takenAt: 9 });
	});

	test('other tabs hear of it', async () => {
		const tab = tabsOf();
		const [one, other] = await Promise.all([(await tab()).pictures(), (await tab()).pictures()]);
		await one.keep(taken('a'), bytes);
		await until(() => other.get('a') !== undefined);
		await other.remove(['a']);
		await until(() => one.get('a') === undefined);
		expect(await one.bytes('a')).toBeUndefined();
	});

	test('a device that was wiped has none', async () => {
		const tab = tabsOf();
		const device = await tab();
		await (await device.pictures()).keep(taken('a'), bytes);
		open.splice(0);
		await device.destroy();
		const again = await (await tab()).pictures();
		expect(again.list).toEqual([]);
		expect(await again.bytes('a')).toBeUndefined();
	});
}
