/** CouchDB's users after a restore. They follow from the accounts and the server's secret, so a backup has none of them. */
import { personOf } from '../accounts/identity.ts';
import type { AccountDoc } from '../accounts/privateDocs.ts';
import { admitAccount, type UserDoc } from '../couchdb/accountUsers.ts';
import type { Couch } from '../couchdb/couch.ts';
import { listByPrefix } from '../couchdb/documents.ts';
import { memberRole } from '../couchdb/names.ts';
import { randomToken, type Random } from '../accounts/codes.ts';

/** Lets in whom the accounts name, and nobody else of ours. */
export async function restoreUsers(couch: Couch, secret: Uint8Array, random: Random): Promise<void> {
	const users = couch.nano.use<UserDoc>('_users');
	const accounts = await listByPrefix<AccountDoc>(couch.db('private'), 'account:');
	const admitted = new Map(
		accounts.filter(({ status }) => status !== 'lost').map((account) => [account.name, account])
	);
	const ours = (await listByPrefix(users, 'org.couchdb.user:')).filter(({ roles }) =>
		roles.includes(memberRole(couch.prefix))
	);
	const strangers = ours.filter(({ name }) => !admitted.has(name));
	await users.bulk({ docs: strangers.map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })) });
	for (const [name, account] of admitted) {
		await admitAccount(couch, secret, name, randomToken(random), personOf(account));
	}
}
