import type { ServerContext } from '../context.ts';
import { CouchDirectory } from '../couchdb/directory.ts';
import type { DirectoryStore } from '../import/directoryStore.ts';

/** What a store of the directory stands on. */
export type DirectoryGround = Pick<ServerContext, 'couch' | 'accounts'>;

/**
 * A store for one operation that writes. It remembers the revisions of what that operation read; shared by two, one would write over what
 * only the other has seen.
 */
export function openDirectory({ couch, accounts }: DirectoryGround): DirectoryStore {
	return new CouchDirectory(couch, accounts);
}
