/** Makes a backup of everything, while servers go on working. */
import { createHash } from 'node:crypto';
import type { Couch } from '../couchdb/couch.ts';
import { isRestoring } from '../couchdb/generation.ts';
import { DATABASES, type DatabaseName } from '../couchdb/names.ts';
import { PROVISION_VERSION } from '../couchdb/provision.ts';
import { BackupError, type BackupFolder, type Contents, type Snapshot } from './folder.ts';
import { fetchLeaves, listLeaves, type KeptDoc, type Leaf } from './leaves.ts';
import { prune } from './prune.ts';

/** How often a database is copied anew because it was written to in the meantime. */
const ROUNDS = 20;

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

const keyOf = ({ id, rev }: Leaf): string => `${rev} ${id}`;

/** Copies databases into the folder, what is there already left out. */
class Copy {
	readonly #options: BackupOptions;
	readonly #at: string;
	/** Which pack has a leaf, by database */
	readonly #known = new Map<DatabaseName, Map<string, string>>();
	#round = 0;
	added = 0;

	constructor(options: BackupOptions, at: string, last: Snapshot | undefined) {
		this.#options = options;
		this.#at = at;
		for (const name of DATABASES) {
			const packs = Object.entries(last?.contents[name] ?? {});
			const known = packs.flatMap(([pack, pairs]) =>
				pairs.map(([id, rev]) => [keyOf({ id, rev }), pack] as const)
			);
			this.#known.set(name, new Map(known));
		}
	}

	/** The leaves of a database, all of which are in packs then. */
	async take(name: DatabaseName): Promise<Leaf[]> {
		const known = this.#known.get(name) ?? new Map<string, string>();
		for (let round = 1; round <= ROUNDS; round += 1) {
			const leaves = await listLeaves(this.#options.couch, name);
			const lacking = leaves.filter((leaf) => !known.has(keyOf(leaf)));
			if (lacking.length === 0) return leaves;
			await this.#add(name, lacking, known);
		}
		throw new BackupError(`In ${name} wird ständig geschrieben; die Sicherung kam nicht nach.`);
	}

	/** Messages and archive as they were at one instant: what is being moved from one to the other is in both, never in none. */
	async takeMovedBetween(): Promise<Record<'messages' | 'archive', Leaf[]>> {
		for (let round = 1; round <= ROUNDS; round += 1) {
			const archive = await this.take('archive');
			const messages = await this.take('messages');
			const after = new Set((await listLeaves(this.#options.couch, 'archive')).map(keyOf));
			if (after.size === archive.length && archive.every((leaf) => after.has(keyOf(leaf)))) {
				return { messages, archive };
			}
		}
		throw new BackupError('Es wird ständig archiviert; die Sicherung kam nicht nach.');
	}

	/** Where these leaves are. */
	placesOf(name: DatabaseName, leaves: readonly Leaf[]): Record<string, [string, string][]> {
		const places: Record<string, [string, string][]> = {};
		for (const leaf of leaves) {
			const pack = this.#known.get(name)?.get(keyOf(leaf));
			if (pack !== undefined) (places[pack] ??= []).push([leaf.id, leaf.rev]);
		}
		return places;
	}

	async #add(name: DatabaseName, lacking: readonly Leaf[], known: Map<string, string>): Promise<void> {
		const { couch, folder } = this.#options;
		const written: string[] = [];
		async function* docs(): AsyncGenerator<KeptDoc> {
			for await (const some of fetchLeaves(couch, name, lacking)) {
				for (const doc of some) {
					written.push(keyOf({ id: doc._id, rev: doc._rev }));
					yield doc;
				}
			}
		}
		this.#round += 1;
		const pack = await folder.pack(this.#at, name, this.#round, docs());
		for (const key of written) known.set(key, pack);
		this.added += written.length;
	}
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

/**
 * Backs up all databases into the folder. `private` comes last: whoever was erased while the others were copied is in its list then, and
 * is erased again after a restore.
 * @throws BackupError
 */
export async function backUp(options: BackupOptions): Promise<BackupReport> {
	const { couch, folder, secret, version, clock, keepDays } = options;
	if (await isRestoring(couch)) {
		throw new BackupError(
			'Eine Wiederherstellung wurde begonnen und nicht beendet. Bitte zuerst noch einmal wiederherstellen.'
		);
	}
	const at = new Date(clock()).toISOString();
	const installation = installationOf(secret);
	await folder.make();
	const copy = new Copy(options, at, await lastOf(folder, installation));
	const apart: readonly DatabaseName[] = ['messages', 'archive', 'private'];
	const leaves = new Map<DatabaseName, Leaf[]>();
	for (const name of DATABASES) if (!apart.includes(name)) leaves.set(name, await copy.take(name));
	const moved = await copy.takeMovedBetween();
	leaves.set('messages', moved.messages).set('archive', moved.archive);
	leaves.set('private', await copy.take('private'));
	const contents: Contents = {};
	for (const [name, found] of leaves) contents[name] = copy.placesOf(name, found);
	const name = await folder.write({ at, version, provision: PROVISION_VERSION, installation, contents });
	const removed = await prune(folder, keepDays, clock());
	const documents = [...leaves.values()].reduce((sum, found) => sum + found.length, 0);
	return { name, documents, added: copy.added, removed };
}
