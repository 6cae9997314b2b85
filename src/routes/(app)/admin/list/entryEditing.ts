/** What the dialog for an entry of a list is given. */
export interface EntryEditing<Entry> {
	/** Undefined for a new one */
	readonly entry: Entry | undefined;
	/** The ids that there are */
	readonly taken: readonly string[];
	/** @throws ApiProblem */
	save(entry: Entry): Promise<void>;
	/** Absent where it cannot be taken out */
	readonly remove: (() => Promise<void>) | undefined;
	close(): void;
}
