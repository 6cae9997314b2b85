import { DATABASES, memberRole } from '../../../server/couchdb/names.ts';
import { Couch } from '../../../server/couchdb/couch.ts';

interface User {
	readonly roles?: readonly string[];
}

/** Removes what a server of the tests left in a CouchDB: its databases, and its accounts. */
export async function removeDatabases(url: string, prefix: string): Promise<void> {
	const couch = new Couch(url, prefix);
	for (const name of DATABASES) await couch.nano.db.destroy(couch.nameOf(name));
	const users = couch.nano.use<User>('_users');
	const { rows } = await users.list({ include_docs: true });
	for (const { id, value, doc } of rows) {
		if (doc?.roles?.includes(memberRole(prefix))) await users.destroy(id, value.rev);
	}
}
