import { Audit } from '../audit/audit.ts';
import type { AuditEntry } from '../audit/auditDocs.ts';
import { recordRoleChanges } from '../audit/roleChanges.ts';
import { SERVER } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { CouchDirectory } from '../couchdb/directory.ts';
import type { DirectoryStore } from '../import/directoryStore.ts';

/** What a store of the directory stands on. */
export type DirectoryGround = Pick<ServerContext, 'couch' | 'accounts' | 'clock' | 'random'>;

/**
 * A store for one operation that writes. It remembers the revisions of what that operation read; shared by two, one would write over what
 * only the other has seen.
 * @param who writes, for the audit list
 */
export function openDirectory(
	{ couch, accounts, clock, random }: DirectoryGround,
	who: AuditEntry['who'] = SERVER
): DirectoryStore {
	const audit = new Audit({ couch, clock, random });
	return new CouchDirectory(couch, accounts, (before, after) => recordRoleChanges(audit, who, before, after));
}
