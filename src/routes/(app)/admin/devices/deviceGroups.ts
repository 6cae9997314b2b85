import type { DeviceAccount } from '$lib/app/api/devices.ts';
import * as m from '$lib/paraglide/messages.js';

/** Devices under a heading. */
export interface DeviceGroup {
	readonly title: string;
	readonly devices: readonly DeviceAccount[];
}

const plain = (text: string): string => text.toLocaleLowerCase('de').normalize('NFC');

const bySite = (a: DeviceAccount, b: DeviceAccount): number =>
	a.site.name.localeCompare(b.site.name, 'de') || a.label.localeCompare(b.label, 'de', { numeric: true });

/** Shared devices by site, then personal accounts, then what has ended; groups with nobody in them are left out. */
export function deviceGroups(list: readonly DeviceAccount[], query: string): DeviceGroup[] {
	const words = plain(query).split(/\s+/);
	const found = list
		.filter(({ label, site }) => words.every((word) => plain(`${label} ${site.name}`).includes(word)))
		.toSorted(bySite);
	const active = found.filter(({ status }) => status === 'active');
	return [
		{ title: m.admin_devices_shared(), devices: active.filter(({ kind }) => kind === 'device') },
		{ title: m.admin_devices_persons(), devices: active.filter(({ kind }) => kind === 'person') },
		{ title: m.admin_devices_ended(), devices: found.filter(({ status }) => status !== 'active') }
	].filter(({ devices }) => devices.length > 0);
}
