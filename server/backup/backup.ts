/** Makes a backup of everything, while servers go on working. */
import { createHash } from 'node:crypto';
import type { Couch } from '../couchdb/couch.ts';
import { readGeneration } from '../couchdb/generation.ts';
import { DATABASES, type DatabaseName } from '../couchdb/names.ts';
import { PROVISION_VERSION } from '../couchdb/provision.ts';
import { Copy } from './copy.ts';
import { BackupError, type BackupFolder, type Snapshot } from './folder.ts';
import type { Leaf } from './leaves.ts';
import { prune } from './prune.ts';

/** How often all is copied anew because there was a new generation meanwhile: an erasure gives one too, and is rare. */
const ROUNDS = 2;

/** What a backup is made of. */
export interface BackupOptions {
	readonly couch: Couch;
	/** The server's secret: it is what makes an installation this one */
	readonly secret: Uint8Array;
	readonly folder: BackupFolder;
	/** Version of the server */
	readonly version: string;
	/** ms since 1970 */
	readonly clock: () => number;
	/** Backups older than that are removed, days */
	readonly keepDays: number;
}

/** What came of it. */
export interface BackupReport {
	readonly name: string;
	/** Documents in all databases, and those of them that no backup had before */
	readonly documents: number;
	readonly added: number;
	/** Names of the older backups that went */
	readonly removed: readonly string[];
}

/** Tells one installation from another without giving its secret away. */
export function installationOf(secret: Uint8Array): string {
	return createHash('sha256').update('backup').update(secret).digest('hex').slice(0, 32);
}

/** The newest backup of this installation. @throws BackupError where the folder is another's */
async function lastOf(folder: BackupFolder, installation: string): Promise<Snapshot | undefined> {
	const name = (await folder.names()).at(-1);
	const last = name === undefined ? undefined : await folder.read(name);
	if (last && last.installation !== installation) {
		throw new BackupError('In diesem Ordner liegen Sicherungen einer anderen Installation.');
	}
	return last;
}

/** Which generation the data is of. @throws BackupError where it may be half there */
async function generationOf(couch: Couch): Promise<string | undefined> {
	const { id, restoring } = (await readGeneration(couch)) ?? {};
	if (restoring === undefined) return id;
	throw new BackupError(
		'Eine Wiederherstellung wurde begonnen und nicht beendet. Läuft sie noch, bitte danach noch einmal sichern, sonst zuerst noch einmal wiederherstellen.'
	);
}

/** All leaves. `private` comes last: whoever was erased while the others were copied is in its list then, and is erased again after a restore. */
async function takeAll(copy: Copy): Promise<Map<DatabaseName, Leaf[]>> {
	const apart: readonly DatabaseName[] = ['messages', 'archive', 'private'];
	const leaves = new Map<DatabaseName, Leaf[]>();
	for (const name of DATABASES) if (!apart.includes(name)) leaves.set(name, await copy.take(name));
	const moved = await copy.takeMovedBetween();
	leaves.set('messages', moved.messages).set('archive', moved.archive);
	return leaves.set('private', await copy.take('private'));
}

/** All leaves of one generation: with a restore in between there would be some of before and some of after. @throws BackupError */
async function takeOneGeneration(couch: Couch, copy: Copy): Promise<Map<DatabaseName, Leaf[]>> {
	for (let round = 1; round <= ROUNDS; round += 1) {
		const generation = await generationOf(couch);
		try {
			const leaves = await takeAll(copy);
			if ((await generationOf(couch)) === generation) return leaves;
		} catch (error) {
			// databases that are being replaced are not there
			if ((await generationOf(couch)) === generation) throw error;
		}
	}
	throw new BackupError(
		'Während der Sicherung wurde wiederhergestellt oder jemand gelöscht. Bitte noch einmal sichern.'
	);
}

/** Backs up all databases into the folder. @throws BackupError */
export async function backUp(options: BackupOptions): Promise<BackupReport> {
	const { couch, folder, secret, version, clock, keepDays } = options;
	const at = new Date(clock()).toISOString();
	const installation = installationOf(secret);
	await folder.make();
	const copy = new Copy({ couch, folder, at, last: await lastOf(folder, installation) });
	const leaves = await takeOneGeneration(couch, copy);
	const { contents, added } = await copy.finish(leaves);
	const name = await folder.write({ at, version, provision: PROVISION_VERSION, installation, contents });
	const removed = await prune(folder, keepDays, clock());
	const documents = [...leaves.values()].reduce((sum, found) => sum + found.length, 0);
	return { name, documents, added, removed };
}
