/** Puts a backup back: into an empty CouchDB, or in place of what is there. */
import { isNotFound, type Couch } from '../couchdb/couch.ts';
import { remove } from '../couchdb/documents.ts';
import { beginRestore, endRestore, isRestoring } from '../couchdb/generation.ts';
import { DATABASES, type DatabaseName } from '../couchdb/names.ts';
import { DESIGN_DOC, PROVISION_VERSION, type Foundation } from '../couchdb/provision.ts';
import { installationOf } from './backup.ts';
import { BackupError, leavesOf, type BackupFolder, type Snapshot } from './folder.ts';
import { listLeaves, type KeptDoc } from './leaves.ts';
import { erasuresIn, planPrivate, writePrivate, type AccountsAfter } from './restorePrivate.ts';
import { restoreUsers } from './restoreUsers.ts';

/** Documents of one request, and what they may weigh together, in characters. */
const BATCH = 500;
const BATCH_WEIGHT = 4_000_000;
/** Pause before a database that is being removed is looked for again, ms; and how often. */
const GONE_PAUSE = 200;
const GONE_LOOKS = 150;

/**
 * What is removed and made anew. `private` is written over document by document: servers that run read there that a restore is under
 * way. `audit` of the same installation only grows.
 */
function madeAnew(sameInstallation: boolean): DatabaseName[] {
	return DATABASES.filter((name) => name !== 'private' && !(name === 'audit' && sameInstallation));
}

/** What a restore is made of. */
export interface RestoreOptions {
	readonly couch: Couch;
	readonly folder: BackupFolder;
	/** The newest backup where absent */
	readonly name?: string;
	/** Put it in place of what is there */
	readonly replace: boolean;
	/** Lays the databases down, see `provision` */
	readonly provision: () => Promise<Foundation>;
	/** Waits until servers that run have noticed that a restore is under way */
	readonly settle: () => Promise<void>;
	readonly random: (length: number) => Uint8Array;
	/** ms since 1970 */
	readonly clock: () => number;
}

/** What came of it. */
export interface RestoreReport extends AccountsAfter {
	readonly name: string;
	/** When the backup was made, ISO 8601, UTC */
	readonly at: string;
	readonly documents: number;
	readonly generation: string;
	/** Names of other backups that cannot be read: erasures that they alone know of are not done again */
	readonly unread: readonly string[];
}

async function chosen({ folder, name }: RestoreOptions): Promise<{ name: string; snapshot: Snapshot }> {
	const found = name ?? (await folder.names()).at(-1);
	if (found === undefined) throw new BackupError('In diesem Ordner liegt keine Sicherung.');
	const snapshot = await folder.read(found);
	if (snapshot.provision > PROVISION_VERSION) {
		throw new BackupError(`Die Sicherung stammt von einer neueren Version (${snapshot.version}).`);
	}
	return { name: found, snapshot };
}

/** All documents of a database in the backup. */
async function* docsOf(
	folder: BackupFolder,
	{ contents }: Snapshot,
	name: DatabaseName
): AsyncGenerator<KeptDoc> {
	for (const [pack, pairs] of Object.entries(contents[name] ?? {})) yield* folder.docs(pack, leavesOf(pairs));
}

/** Reads all of it once, so that nothing is removed for a backup that turns out damaged. @returns the number of documents */
async function verify(folder: BackupFolder, snapshot: Snapshot): Promise<number> {
	let count = 0;
	for (const name of DATABASES)
		for await (const doc of docsOf(folder, snapshot, name)) count += doc._id ? 1 : 0;
	return count;
}

/** True where nobody has worked with these databases yet. */
async function isEmpty(couch: Couch): Promise<boolean> {
	for (const name of ['directory', 'messages'] as const) {
		if ((await listLeaves(couch, name)).length > 0) return false;
	}
	return !(await listLeaves(couch, 'private')).some(({ id }) => id.startsWith('account:'));
}

async function exists(couch: Couch, name: DatabaseName): Promise<boolean> {
	try {
		await couch.nano.db.get(couch.nameOf(name));
		return true;
	} catch (error) {
		if (isNotFound(error)) return false;
		throw error;
	}
}

/** Removes the database, and waits until it is: of a cluster, not every node knows at once. */
async function removeDatabase(couch: Couch, name: DatabaseName): Promise<void> {
	if (!(await exists(couch, name))) return;
	await couch.nano.db.destroy(couch.nameOf(name));
	for (let look = 0; look < GONE_LOOKS; look += 1) {
		if (!(await exists(couch, name))) return;
		await new Promise((resolve) => setTimeout(resolve, GONE_PAUSE));
	}
	throw new BackupError(`Die Datenbank ${couch.nameOf(name)} ließ sich nicht entfernen.`);
}

/** Writes documents with the revisions and histories that they had. */
async function writeBack(couch: Couch, name: DatabaseName, docs: AsyncIterable<KeptDoc>): Promise<void> {
	const db = couch.nameOf(name);
	let batch: KeptDoc[] = [];
	let weight = 0;
	const flush = async (): Promise<void> => {
		const body = { docs: batch, new_edits: false };
		const refused: unknown =
			batch.length > 0 && (await couch.nano.request({ db, path: '_bulk_docs', method: 'POST', body }));
		if (Array.isArray(refused) && refused.length > 0) {
			throw new BackupError(`${db} nimmt etwas nicht an: ${JSON.stringify(refused[0])}`);
		}
		batch = [];
		weight = 0;
	};
	for await (const doc of docs) {
		const heavy = JSON.stringify(doc).length;
		if (batch.length === BATCH || weight + heavy > BATCH_WEIGHT) await flush();
		batch.push(doc);
		weight += heavy;
	}
	await flush();
}

/**
 * Restores a backup. From its beginning to its end servers let nobody through; then there is a new generation, by which devices pull all
 * anew and send again what they had written and the backup lacks. Interrupted, it has to be done again, and can be.
 * @throws BackupError
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
	const { couch, folder, replace, provision, settle, random, clock } = options;
	const { name, snapshot } = await chosen(options);
	const documents = await verify(folder, snapshot);
	const { secret } = await provision();
	const interrupted = await isRestoring(couch);
	if (!replace && !interrupted && !(await isEmpty(couch))) {
		throw new BackupError('Die Datenbank ist nicht leer. Mit --replace wird ersetzt, was darin ist.');
	}
	// erased since, in another backup or here: it must not come back with this one
	const { erasures, unread } = await erasuresIn(folder, snapshot.installation);
	// from here on nobody is let through until it is done: all files were read
	await beginRestore(couch, random, clock());
	await settle();
	const same = installationOf(secret) === snapshot.installation;
	const plan = await planPrivate(couch, docsOf(folder, snapshot, 'private'), { erasures, same });
	for (const database of madeAnew(same)) await removeDatabase(couch, database);
	await provision();
	// express-pouchdb's validation would take the histories away; the last provisioning puts it back
	for (const database of madeAnew(same)) await remove(couch.db(database), DESIGN_DOC);
	for (const database of DATABASES) {
		if (database !== 'private') await writeBack(couch, database, docsOf(folder, snapshot, database));
	}
	await writePrivate(couch, plan);
	const { secret: restored } = await provision();
	await restoreUsers(couch, restored, random);
	const generation = await endRestore(couch, random);
	const { revived, unknown } = plan;
	return { name, at: snapshot.at, documents, generation, unread, revived, unknown };
}
