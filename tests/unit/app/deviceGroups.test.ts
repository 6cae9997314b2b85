import { expect, it } from 'vitest';
import type { DeviceAccount } from '../../../src/lib/app/api/devices.ts';
import { grouped, minutesAndSeconds } from '../../../src/lib/ui/admin/codeText.ts';
import { deviceGroups } from '../../../src/routes/(app)/admin/devices/deviceGroups.ts';

const device = (
	account: string,
	label: string,
	site: string,
	rest: Partial<DeviceAccount> = {}
): DeviceAccount => ({
	account,
	label,
	site: { id: site, name: site },
	kind: 'device',
	created: 0,
	status: 'active',
	endable: true,
	...rest
});

const list = [
	device('a', 'Tablet 10', 'Wels'),
	device('b', 'Tablet 2', 'Wels'),
	device('c', 'Büro', 'Enns', { kind: 'person' }),
	device('d', 'Altes Tablet', 'Wels', { status: 'lost' })
];
const shown = (query: string) =>
	deviceGroups(list, query).map(({ devices }) => devices.map(({ account }) => account));

it('shared devices by site and label, numbers as people count; then personal accounts, then what has ended', () => {
	expect(shown('')).toEqual([['b', 'a'], ['c'], ['d']]);
});

it('every word has to be found, in the label or in the site', () => {
	expect(shown('wels TABLET')).toEqual([['b', 'a'], ['d']]);
	expect(shown('tablet enns')).toEqual([]);
	expect(shown('  ')).toHaveLength(3);
});

it('a code is read out in fours, and its time as a clock counts it down', () => {
	expect(grouped('RZZ3R9PX')).toBe('RZZ3-R9PX');
	expect([600, 65.2, 9, -3].map(minutesAndSeconds)).toEqual(['10:00', '1:06', '0:09', '0:00']);
});
