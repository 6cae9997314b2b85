/** Tables of {@link Rows}. Unlike a PouchDB document a row leaves no history behind, and may hold a CryptoKey. */
export const TABLES = ['drafts', 'settings'] as const;
export type Table = (typeof TABLES)[number];

/** Small tables of keys and values that survive a structured clone. */
export interface Rows {
	get(table: Table, key: string): Promise<unknown>;
	all(table: Table): Promise<Map<string, unknown>>;
	/**
	 * Writes all changes or none; `undefined` removes the row.
	 * @throws StorageFull where there is no room
	 */
	write(table: Table, changes: ReadonlyMap<string, unknown>): Promise<void>;
	close(): void;
	/** Removes the tables and all that is in them. */
	destroy(): Promise<void>;
}
