import type { Device, DeviceOptions } from '../../../../src/lib/data/device.ts';

/** Opens another tab on the same storage. */
export type OpenTab = (options?: Pick<DeviceOptions, 'onCorrupt'>) => Promise<Device>;
