/**
 * The folder of a backup. `snapshots/` has one small file for each backup: which revision of which document is in which pack. `packs/` has
 * the documents. A backup adds the packs of what is new, then its snapshot; nothing that is there is written over, so that one that is
 * interrupted spoils nothing.
 */
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseName } from '../couchdb/names.ts';
import type { KeptDoc, Leaf } from './leaves.ts';
import { readPack, UNFINISHED, writePack } from './pack.ts';

/** Of the form of this folder. A newer one is refused. */
const FORMAT = 1;

/** Which revisions of which documents a backup is made of, by the pack that has them. */
export type Contents = Partial<Record<DatabaseName, Record<string, [id: string, rev: string][]>>>;

/** A backup. */
export interface Snapshot {
	readonly format: typeof FORMAT;
	/** ISO 8601, UTC */
	readonly at: string;
	/** Version of the server that made it */
	readonly version: string;
	/** What the databases were set up by, see `PROVISION_VERSION` */
	readonly provision: number;
	/** Tells one installation from another; see `installationOf` */
	readonly installation: string;
	readonly contents: Contents;
}

/** What cannot be done, and why, as a German sentence for the command line. */
export class BackupError extends Error {}

const ENDING = '.json.gz';
const PARTS = ['snapshots', 'packs'] as const;

/** Text that may be in a file's name: the instant without colons. */
function nameOf(at: string): string {
	return at.replaceAll(':', '-');
}

/** A folder that holds backups of one installation. */
export class BackupFolder {
	readonly #path: string;

	constructor(folder: string) {
		this.#path = folder;
	}

	/** Makes the folder where there is none. */
	async make(): Promise<void> {
		for (const name of PARTS) {
			await mkdir(path.join(this.#path, name), { recursive: true, mode: 0o700 });
		}
		const note = 'Dienstbuch: npm run backup, npm run restore (docs/operations.md)\n';
		await writeFile(path.join(this.#path, 'README.txt'), note, { mode: 0o600 });
	}

	/** The names of all backups, oldest first. @throws BackupError where this is no folder of backups */
	async names(): Promise<string[]> {
		const files = await readdir(path.join(this.#path, 'snapshots')).catch(() => {
			throw new BackupError(`${this.#path} ist kein Ordner mit Sicherungen.`);
		});
		const names = files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
		return names.sort();
	}

	/** @throws BackupError where there is no such backup, or it is not to be read */
	async read(name: string): Promise<Snapshot> {
		let found: Snapshot | undefined;
		try {
			for await (const snapshot of readPack<Snapshot>(this.#snapshot(name))) found = snapshot;
		} catch (error) {
			throw new BackupError(`Die Sicherung ${name} ist nicht lesbar.`, { cause: error });
		}
		if (found?.format !== FORMAT) throw new BackupError(`Die Sicherung ${name} hat eine andere Form.`);
		return found;
	}

	/** Writes a backup down, last of all. @returns its name */
	async write(snapshot: Omit<Snapshot, 'format'>): Promise<string> {
		const name = nameOf(snapshot.at);
		await writePack(this.#snapshot(name), [{ format: FORMAT, ...snapshot }]);
		return name;
	}

	async remove(name: string): Promise<void> {
		await rm(this.#snapshot(name), { force: true });
	}

	/** Puts documents into a new pack. @returns its name */
	async pack(
		at: string,
		database: DatabaseName,
		round: number,
		docs: AsyncIterable<KeptDoc>
	): Promise<string> {
		const name = `${nameOf(at)}-${database}-${round}`;
		await writePack(this.#pack(name), docs);
		return name;
	}

	/** All packs that there are. */
	async packs(): Promise<string[]> {
		const files = await readdir(path.join(this.#path, 'packs'));
		return files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
	}

	/** Keeps these documents of a pack and no others; without any it goes. */
	async trim(name: string, kept: readonly Leaf[]): Promise<void> {
		if (kept.length === 0) return rm(this.#pack(name), { force: true });
		await writePack(this.#pack(name), this.docs(name, kept));
	}

	/** Removes what was begun and not finished, if nobody has written to it since `before`, ms since 1970: its writer was killed. */
	async removeUnfinished(before: number): Promise<void> {
		for (const part of PARTS) {
			const there = path.join(this.#path, part);
			for (const name of await readdir(there)) {
				if (!name.endsWith(UNFINISHED)) continue;
				const file = path.join(there, name);
				// one that is finished meanwhile has another name
				const written = await stat(file).catch(() => undefined);
				if (written && written.mtimeMs < before) await rm(file, { force: true });
			}
		}
	}

	/** These documents of a pack. @throws BackupError where it was damaged, or one is missing */
	async *docs(name: string, leaves: readonly Leaf[]): AsyncGenerator<KeptDoc> {
		const wanted = new Set(leaves.map(({ id, rev }) => `${rev} ${id}`));
		try {
			for await (const doc of readPack<KeptDoc>(this.#pack(name))) {
				if (wanted.delete(`${doc._rev} ${doc._id}`)) yield doc;
			}
		} catch (error) {
			throw new BackupError(`In der Sicherung ist die Datei ${name} beschädigt.`, { cause: error });
		}
		if (wanted.size > 0) throw new BackupError(`In der Sicherung fehlt etwas in der Datei ${name}.`);
	}

	#snapshot(name: string): string {
		return path.join(this.#path, 'snapshots', name + ENDING);
	}

	#pack(name: string): string {
		return path.join(this.#path, 'packs', name + ENDING);
	}
}

/** The leaves of one pack. */
export function leavesOf(pairs: readonly (readonly [string, string])[]): Leaf[] {
	return pairs.map(([id, rev]) => ({ id, rev }));
}
