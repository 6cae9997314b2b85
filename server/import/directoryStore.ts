import type { InferOutput } from 'valibot';
import type { ContactPage, directoryDocs } from '../../src/lib/domain/directory.ts';

/** Ids of the documents of the directory that are not contact pages. */
export type DirectoryDocId = keyof typeof directoryDocs;
/** The document with that id. */
export type DirectoryDocOf<Id extends DirectoryDocId> = InferOutput<(typeof directoryDocs)[Id]>;

/** A document to be written: a contact page, or one of {@link directoryDocs}. */
export type DirectoryWrite =
	| ({ _id: string } & ContactPage)
	| { [Id in DirectoryDocId]: { _id: Id } & DirectoryDocOf<Id> }[DirectoryDocId];

/** Thrown by a store when a document has been changed since this store last read it. */
export class DirectoryConflict extends Error {}

/** The directory as an import reads and writes it. */
export interface DirectoryStore {
	/** Every contact page by its id, without `_id` and `_rev`. */
	readAllPages(): Promise<Map<string, ContactPage>>;
	/** Without `_id` and `_rev`; undefined where it does not exist. */
	readDoc<Id extends DirectoryDocId>(id: Id): Promise<DirectoryDocOf<Id> | undefined>;
	/**
	 * Writes documents over the revisions that this store read last; what it has not read must not exist
	 * yet.
	 * @throws DirectoryConflict where one was changed in between; the others may have been written
	 */
	writeDocs(docs: readonly DirectoryWrite[]): Promise<void>;
	/**
	 * Has personal accounts follow the staff list as it stands, as each write of it does. Done again it changes nothing; where an earlier try
	 * was cut off it makes up for that.
	 * @returns accounts that stay as they are, since without them nobody could administer
	 */
	followStaff(): Promise<readonly string[]>;
	/**
	 * Sets first PINs, by Personalnummer, to be changed at the first check-in (DESIGN § 6). People who have
	 * one already keep it: the file would undo what they chose.
	 */
	setPins(pins: ReadonlyMap<string, string>): Promise<void>;
}
