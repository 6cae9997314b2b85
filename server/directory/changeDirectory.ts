import { ServerError } from '../errors.ts';
import {
	DirectoryConflict,
	type DirectoryDocId,
	type DirectoryDocOf,
	type DirectoryWrite
} from '../import/directoryStore.ts';
import { openDirectory, type DirectoryGround } from './openDirectory.ts';

/** How often somebody else may write the same document in between. */
const ATTEMPTS = 5;

/**
 * Changes one document of the directory, starting over where somebody else wrote it in between.
 * @param change is given the content, undefined where there is none yet; gives the new one, or undefined to leave it as it is
 * @returns the content as it stands afterwards
 * @throws ServerError `directory-changed` where others do not stop writing it
 */
export async function changeDirectory<Id extends DirectoryDocId>(
	ground: DirectoryGround,
	id: Id,
	change: (old: DirectoryDocOf<Id> | undefined) => DirectoryDocOf<Id> | undefined
): Promise<DirectoryDocOf<Id> | undefined> {
	const directory = openDirectory(ground);
	for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
		const old = await directory.readDoc(id);
		const next = change(old);
		if (!next) return old;
		try {
			await directory.writeDocs([{ _id: id, ...next } as DirectoryWrite]);
			return next;
		} catch (error) {
			if (!(error instanceof DirectoryConflict)) throw error;
		}
	}
	throw new ServerError('directory-changed');
}
