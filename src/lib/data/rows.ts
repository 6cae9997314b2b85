/** Tables of {@link Rows}. Unlike a PouchDB document a row leaves no history behind, and may hold a CryptoKey. */
export const TABLES = ['drafts', 'settings'] as const;
/** Tables of the pictures that were taken here: what is known of each, and its bytes, which are read when it is looked at or sent. */
export const PICTURE_TABLES = ['pictures', 'bytes'] as const;
/** Table of the pages of entry events that were fetched. */
export const ENTRY_TABLES = ['entries'] as const;
/** Table of Sicherungsdateien that stay when all else is wiped. */
export const RESCUE_TABLES = ['rescue'] as const;
export type Table = (
	typeof TABLES | typeof PICTURE_TABLES | typeof ENTRY_TABLES | typeof RESCUE_TABLES
)[number];
/** New values by key; `undefined` removes the row. */
export type RowChanges = ReadonlyMap<string, unknown>;

/** Small tables of keys and values that survive a structured clone. */
export interface Rows {
	get(table: Table, key: string): Promise<unknown>;
	all(table: Table): Promise<Map<string, unknown>>;
	/**
	 * Writes all changes or none.
	 * @throws StorageFull where there is no room
	 */
	write(table: Table, changes: RowChanges): Promise<void>;
	/** {@link write} to several tables, all or none of it. @throws StorageFull */
	writeTogether(changes: ReadonlyMap<Table, RowChanges>): Promise<void>;
	close(): void;
	/** Removes the tables and all that is in them. */
	destroy(): Promise<void>;
}
