import { IdbRows } from './idbRows.ts';
import { PouchDB } from './pouch.ts';
import { ENTRY_TABLES, PICTURE_TABLES, TABLES } from './rows.ts';
import type { Channel, DeviceStorage } from './storage.ts';

/** A {@link Channel} between the tabs of this browser. */
export function browserChannel(name: string): Channel {
	const channel = new BroadcastChannel(name);
	return {
		post: (message) => channel.postMessage(message),
		listen(listener) {
			const heard = (event: MessageEvent): void => listener(event.data);
			channel.addEventListener('message', heard);
			return () => channel.removeEventListener('message', heard);
		},
		close: () => channel.close()
	};
}

/** The browser's own storage, under names that begin with `prefix`. */
export function browserStorage(prefix: string): DeviceStorage {
	return {
		// A tombstone that was replicated leaves the old body behind unless auto_compaction is on (DESIGN § 3).
		database: (name) => new PouchDB(`${prefix}-${name}`, { adapter: 'idb', auto_compaction: true }),
		rows: () => IdbRows.open(`${prefix}-rows`, TABLES),
		pictureRows: () => IdbRows.open(`${prefix}-pictures`, PICTURE_TABLES),
		entryRows: () => IdbRows.open(`${prefix}-entries`, ENTRY_TABLES),
		channel: (name) => browserChannel(`${prefix}-${name}`)
	};
}
