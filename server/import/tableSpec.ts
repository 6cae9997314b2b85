import type { GenericSchema } from 'valibot';

/**
 * What the importer knows of one of the chain's tables. `Key` names its columns, `Item` is what a row
 * becomes.
 */
export interface TableSpec<Key extends string, Item> {
	/** As sentences call its rows: `Kontakte` */
	title: string;
	/** Headings by which each column is known; the first is the one that sentences name */
	columns: Readonly<Record<Key, readonly string[]>>;
	/** Columns that a file may lack */
	optional?: readonly Key[];
	/** The column that tells rows apart, with the sentence for a row that lacks it; absent where no single one does */
	id?: { key: Key; label: string; missing: string };
	/** What every item must be before it may reach the directory */
	schema: GenericSchema<Item>;
	/**
	 * @param line where the row begins, counted from 1 as an editor counts
	 * @throws RowProblem when the row can't be taken
	 */
	toItem(values: Readonly<Record<Key, string>>, knownSites: ReadonlySet<string>, line: number): Item;
}
