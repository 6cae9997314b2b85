import type { Database } from './pouch.ts';
import type { Rows } from './rows.ts';

/** What the tabs of one device say to each other. */
export interface Channel {
	post(message: unknown): void;
	/** @returns what ends the listening */
	listen(listener: (message: unknown) => void): () => void;
	close(): void;
}

/** Where a device keeps its things: the browser's storage, or memory in tests. */
export interface DeviceStorage {
	/** Opens the PouchDB database of that name, or makes it. */
	database(name: string): Database;
	/** Opens the small tables (drafts, settings). */
	rows(): Promise<Rows>;
	/** Opens the tables of the pictures that were taken here: a database of its own, so that the one above stays as it was made. */
	pictureRows(): Promise<Rows>;
	/** Opens the table of entry events, a database of its own like the one above. */
	entryRows(): Promise<Rows>;
	/** Between the tabs that use this storage; a tab does not hear itself. */
	channel(name: string): Channel;
}
