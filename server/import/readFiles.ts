import type { Contact, Site } from '../../src/lib/domain/directory.ts';
import { contactTable } from './contactTable.ts';
import { readTable, type ReadTable } from './readTable.ts';
import { siteTable } from './siteTable.ts';
import { staffTable, type StaffRow } from './staffTable.ts';

/** The files of an import as bytes; those that are absent leave their table as it is. */
export interface ImportFiles {
	sites?: Buffer;
	staff?: Buffer;
	contacts?: Buffer;
}

/** The same files, read. */
export interface ReadFiles {
	sites?: ReadTable<Site>;
	staff?: ReadTable<StaffRow>;
	contacts?: ReadTable<Contact>;
}

/** How far an import is: bytes while reading, documents while writing. */
export interface ImportProgress {
	step: 'sites' | 'staff' | 'contacts' | 'writing';
	done: number;
	total: number;
}

/**
 * Reads sites before staff before contacts, so that a site which is new in this import is known to the rows
 * that name it.
 * @param sitesThere Ids of the sites that the directory has already
 * @throws UnreadableFile when one of them could not be read at all
 */
export async function readFiles(
	files: ImportFiles,
	sitesThere: Iterable<string>,
	onProgress: (progress: ImportProgress) => void
): Promise<ReadFiles> {
	const known = new Set(sitesThere);
	const told = (step: ImportProgress['step']) => (done: number, total: number) =>
		onProgress({ step, done, total });
	const read: ReadFiles = {};
	if (files.sites) {
		read.sites = await readTable(files.sites, siteTable, known, told('sites'));
		for (const { id } of read.sites.items) known.add(id);
	}
	if (files.staff) read.staff = await readTable(files.staff, staffTable, known, told('staff'));
	if (files.contacts) read.contacts = await readTable(files.contacts, contactTable, known, told('contacts'));
	return read;
}
