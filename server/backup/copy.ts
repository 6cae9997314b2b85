import type { Couch } from '../couchdb/couch.ts';
import { DATABASES, type DatabaseName } from '../couchdb/names.ts';
import { BackupError, leavesOf, type BackupFolder, type Contents, type Snapshot } from './folder.ts';
import { fetchLeaves, fetchNow, listLeaves, type KeptDoc, type Leaf } from './leaves.ts';

/** How often messages and archive are copied anew because something left the archive in the meantime. */
const ROUNDS = 20;

/** What a copy is made of. */
export interface CopyOptions {
	readonly couch: Couch;
	readonly folder: BackupFolder;
	/** When the backup began, ISO 8601, UTC */
	readonly at: string;
	/** The backup before, where there is one */
	readonly last: Snapshot | undefined;
}

const keyOf = ({ id, rev }: Leaf): string => `${rev} ${id}`;

/** Copies databases into the folder while they are written to, what is there already left out. */
export class Copy {
	readonly #options: CopyOptions;
	/** Which pack has a leaf, by database */
	readonly #known = new Map<DatabaseName, Map<string, string>>();
	/** Packs of this backup, and how many documents they have */
	readonly #packs: { readonly database: DatabaseName; readonly pack: string; readonly docs: number }[] = [];

	constructor(options: CopyOptions) {
		this.#options = options;
		for (const name of DATABASES) {
			const packs = Object.entries(options.last?.contents[name] ?? {});
			const known = packs.flatMap(([pack, pairs]) =>
				pairs.map(([id, rev]) => [keyOf({ id, rev }), pack] as const)
			);
			this.#known.set(name, new Map(known));
		}
	}

	/**
	 * The leaves of a database, all of which are in packs then. It is listed once, and that is its state, however much is written meanwhile:
	 * revisions can be read until they are compacted away. A document of which one was, or which was purged, is taken as it is by then.
	 */
	async take(name: DatabaseName): Promise<Leaf[]> {
		const { couch } = this.#options;
		const leaves = await listLeaves(couch, name);
		const lacking = leaves.filter((leaf) => !this.#has(name, leaf));
		if (lacking.length === 0) return leaves;
		await this.#add(name, fetchLeaves(couch, name, lacking));
		const missed = new Set(lacking.filter((leaf) => !this.#has(name, leaf)).map(({ id }) => id));
		if (missed.size === 0) return leaves;
		const now: Leaf[] = [];
		async function* anew(): AsyncGenerator<KeptDoc[]> {
			for (const id of missed) {
				const docs = await fetchNow(couch, name, id);
				const gone = docs.every(({ _deleted }) => _deleted) ? { gone: true as const } : {};
				now.push(...docs.map(({ _rev }) => ({ id, rev: _rev, ...gone })));
				yield docs;
			}
		}
		await this.#add(name, anew());
		return [...leaves.filter(({ id }) => !missed.has(id)), ...now];
	}

	/**
	 * Messages and archive: what is being moved from one to the other is in one of them, or in both, never in none. The archive comes last, so
	 * that what was moved there after the messages were listed is found in it. What left it after that may be in none, and both are taken
	 * again: while one looks, somebody took a message out, or old ones were removed. A doubled one is put right by the next run of
	 * the archive's job.
	 */
	async takeMovedBetween(): Promise<Record<'messages' | 'archive', Leaf[]>> {
		for (let round = 1; round <= ROUNDS; round += 1) {
			const before = new Set((await listLeaves(this.#options.couch, 'archive')).map(keyOf));
			const messages = await this.take('messages');
			const archive = await this.take('archive');
			if (archive.every((leaf) => !leaf.gone || before.has(keyOf(leaf)))) return { messages, archive };
		}
		throw new BackupError('Aus dem Archiv wird ständig etwas entfernt; die Sicherung kam nicht nach.');
	}

	/**
	 * Where all of it is. What was fetched and belongs to no state, since it was written on meanwhile, goes out of the packs again: later nobody
	 * would look for it there.
	 * @returns with it how many documents no backup had before
	 */
	async finish(
		leaves: ReadonlyMap<DatabaseName, readonly Leaf[]>
	): Promise<{ contents: Contents; added: number }> {
		const contents: Contents = {};
		for (const [name, found] of leaves) contents[name] = this.#placesOf(name, found);
		let added = 0;
		for (const { database, pack, docs } of this.#packs) {
			const kept = leavesOf(contents[database]?.[pack] ?? []);
			if (kept.length === 0 || kept.length < docs) await this.#options.folder.trim(pack, kept);
			added += kept.length;
		}
		return { contents, added };
	}

	#placesOf(name: DatabaseName, leaves: readonly Leaf[]): Record<string, [string, string][]> {
		const places: Record<string, [string, string][]> = {};
		for (const leaf of leaves) {
			const pack = this.#known.get(name)?.get(keyOf(leaf));
			if (pack !== undefined) (places[pack] ??= []).push([leaf.id, leaf.rev]);
		}
		return places;
	}

	#has(name: DatabaseName, leaf: Leaf): boolean {
		return this.#known.get(name)?.has(keyOf(leaf)) ?? false;
	}

	/** Puts documents into a new pack, those left out that are in one. */
	async #add(database: DatabaseName, pieces: AsyncIterable<KeptDoc[]>): Promise<void> {
		const known = this.#known.get(database) ?? new Map<string, string>();
		const written: string[] = [];
		async function* docs(): AsyncGenerator<KeptDoc> {
			for await (const some of pieces) {
				for (const doc of some) {
					const key = keyOf({ id: doc._id, rev: doc._rev });
					if (known.has(key)) continue;
					written.push(key);
					yield doc;
				}
			}
		}
		const { folder, at } = this.#options;
		const pack = await folder.pack(at, database, this.#packs.length + 1, docs());
		for (const key of written) known.set(key, pack);
		this.#packs.push({ database, pack, docs: written.length });
	}
}
