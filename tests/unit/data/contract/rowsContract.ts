import * as v from 'valibot';
import { afterEach, expect, test } from 'vitest';
import type { Device } from '../../../../src/lib/data/device.ts';
import { MAX_DRAFT } from '../../../../src/lib/data/drafts.ts';
import { DraftTooLarge, type Corrupt } from '../../../../src/lib/data/errors.ts';
import { until } from './samples.ts';
import type { OpenTab } from './tab.ts';

const draft = v.object({ text: v.string() });

/** What every implementation of the storage must do for drafts and settings. */
export function rowsContract(newStorage: () => OpenTab): void {
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

	test('a draft is there at once, and after a restart in the form it had last', async () => {
		const tab = tabsOf();
		const device = await tab();
		for (const text of ['E', 'Er', 'Er w', 'Er war']) device.drafts.put('104711', { text });
		expect((await device.drafts.get('104711', draft))?.value).toEqual({ text: 'Er war' });
		await device.drafts.flush();
		expect((await (await tab()).drafts.get('104711', draft))?.value).toEqual({ text: 'Er war' });
	});

	test('drafts are listed, and gone when they were removed', async () => {
		const tab = tabsOf();
		const device = await tab();
		device.drafts.put('a', { text: '1' });
		device.drafts.put('b', { text: '2' });
		expect((await device.drafts.list(draft)).map(({ key, value }) => [key, value.text])).toEqual([
			['a', '1'],
			['b', '2']
		]);
		await device.drafts.remove('a');
		expect((await (await tab()).drafts.list(draft)).map(({ key }) => key)).toEqual(['b']);
		expect(await device.drafts.get('a', draft)).toBeUndefined();
	});

	test('a draft that grows too large is not kept, which is said once; the last one that was kept stays', async () => {
		const tab = tabsOf();
		const device = await tab();
		const told: Error[] = [];
		device.drafts.watchFailures((error) => told.push(error));
		device.drafts.put('a', { text: 'Er war' });
		for (const more of ['x', 'xy']) device.drafts.put('a', { text: more.repeat(MAX_DRAFT) });
		await device.drafts.flush();
		expect(told).toHaveLength(1);
		expect(told[0]).toBeInstanceOf(DraftTooLarge);
		for (const { drafts } of [device, await tab()])
			expect((await drafts.get('a', draft))?.value).toEqual({ text: 'Er war' });

		device.drafts.put('a', { text: 'Er war hier' });
		device.drafts.put('a', { text: 'x'.repeat(MAX_DRAFT) });
		expect(told).toHaveLength(2);
		expect((await device.drafts.get('a', draft))?.value).toEqual({ text: 'Er war hier' });
	});

	test('settings are kept, told to other tabs, and forgotten when removed', async () => {
		const tab = tabsOf();
		const [one, other] = [await tab(), await tab()];
		await one.settings.set('app.theme', 'dark');
		expect(one.settings.get('app.theme', v.string())).toBe('dark');
		await until(() => other.settings.get('app.theme', v.string()) === 'dark');
		expect((await tab()).settings.get('app.theme', v.string())).toBe('dark');
		await one.settings.remove('app.theme');
		await until(() => other.settings.get('app.theme', v.string()) === undefined);
	});

	test('what is corrupt is reported and stays where it is', async () => {
		const tab = tabsOf();
		const corrupt: Corrupt[] = [];
		const device = await tab({ onCorrupt: (one) => corrupt.push(one) });
		await device.settings.set('app.theme', 7);
		device.drafts.put('a', { text: 7 });
		await device.drafts.flush();
		expect(device.settings.get('app.theme', v.string())).toBeUndefined();
		expect(await device.drafts.get('a', draft)).toBeUndefined();
		expect(corrupt.map(({ where, id }) => `${where} ${id}`)).toEqual(['settings app.theme', 'drafts a']);
		expect((await tab()).settings.get('app.theme', v.number())).toBe(7);
	});

	test('a device that was wiped has nothing', async () => {
		const tab = tabsOf();
		const device = await tab();
		await device.settings.set('app.theme', 'dark');
		device.drafts.put('a', { text: '1' });
		await device.drafts.flush();
		open.splice(0);
		await device.destroy();
		const again = await tab();
		expect(again.settings.get('app.theme', v.string())).toBeUndefined();
		expect(await again.drafts.list(draft)).toEqual([]);
	});
}
