import * as v from 'valibot';
import { Listeners } from './listeners.ts';
import { liveFeed, readAll, type NumberedChange } from './liveFeed.ts';
import type { StoredDoc } from './pouch.ts';
import type { Database } from './pouch.ts';
import type { Contents } from './readIdb.ts';
import type { Settings } from './settings.ts';
import type { DeviceStorage } from './storage.ts';

/** When documents came to this device. The numbers grow with each that is stored, and mean nothing beyond one generation. */
export interface Arrival {
	readonly generation: string;
	/** By id, in ascending order */
	readonly sequences: ReadonlyMap<string, number>;
}

/** Who wants to know what is in a replica. */
export interface Follower<T> {
	/** All that is there, once, and then what is new or changed */
	arrived(docs: T[], arrival: Arrival): void;
	/** Ids of what is no longer there */
	gone(ids: string[]): void;
}

/** Which generations of the server's database are on the device. */
const stateSchema = v.object({
	/** The one that was pulled to its end */
	current: v.optional(v.string()),
	/** The one that is being pulled, where it is another */
	next: v.optional(v.string()),
	/** Those that were being pulled when yet another came; they may have what no other has (sync SPEC, rule G3) */
	former: v.optional(v.array(v.string()))
});
type State = v.InferOutput<typeof stateSchema>;

/** Which of some documents the server has, and which it had. */
interface Seen {
	readonly here: string[];
	/** A tombstone says that it was archived or erased since (sync SPEC, rule P9) */
	readonly gone: string[];
}

type Event = { readonly arrived: StoredDoc[]; readonly arrival: Arrival; readonly gone: string[] };

/**
 * A copy of a database of the server, and nothing else. Each generation of the server's database has a PouchDB database of its own: a new one
 * is pulled beside the old, which goes on filling the screens until the new one is complete.
 */
export class Replica {
	readonly #name: string;
	readonly #storage: DeviceStorage;
	readonly #settings: Settings;
	readonly #events = new Listeners<Event>();
	readonly #open = new Map<string, Database>();
	readonly #stopWatching: () => void;
	#shown: string | undefined;
	/** What is shown: the database of a former generation may be gone before the difference is asked for */
	#ids: Set<string> = new Set<string>();
	#stopFeed: () => void = () => undefined;
	/** Work on what is shown, one after the other */
	#turn: Promise<unknown> = Promise.resolve();
	#followed = false;

	constructor(name: string, storage: DeviceStorage, settings: Settings) {
		this.#name = name;
		this.#storage = storage;
		this.#settings = settings;
		// Another tab may bring a new generation to its end.
		this.#stopWatching = settings.watch((key) => {
			if (key === this.#key && this.#followed) void this.#queue(() => this.#show()).catch(() => undefined);
		});
	}

	/** The generation that was pulled to its end, where there is one. */
	get complete(): string | undefined {
		return this.#state.current;
	}

	/** Delivers all that is there, then what changes, in this tab or another. @returns what ends it, once all was delivered @throws StorageLost */
	async follow(follower: Follower<StoredDoc>): Promise<() => void> {
		this.#followed = true;
		return this.#queue(async () => {
			const read = await this.#show();
			const generation = this.#shown;
			if (generation !== undefined) {
				const { docs, sequences } = read ?? (await readAll(this.#database(generation)));
				follower.arrived(docs, { generation, sequences });
			}
			return this.#events.add(({ arrived, arrival, gone }) => {
				if (gone.length > 0) follower.gone(gone);
				if (arrived.length > 0) follower.arrived(arrived, arrival);
			});
		});
	}

	/** Number of documents. */
	async size(): Promise<number> {
		const shown = this.#state.current ?? this.#state.next;
		return shown === undefined ? 0 : (await this.#database(shown).info()).doc_count;
	}

	/** The database to pull a generation into. */
	async target(generation: string): Promise<Database> {
		const { current, next, former = [] } = this.#state;
		if (generation !== (next ?? current)) {
			const left = next === undefined ? former : [...former, next];
			const state = { current, next: generation, former: left.filter((one) => one !== generation) };
			await this.#settings.set(this.#key, state);
		}
		return this.#database(generation);
	}

	/**
	 * Finds out which documents are in the copy of a generation, or were (rule P9), and uses that before another can take its place.
	 * @param use gets the ids of those that are, and of those that were; it is not called where a newer generation is being pulled
	 */
	async present(
		generation: string,
		ids: readonly string[],
		use: (here: string[], gone: string[]) => Promise<void>
	): Promise<void> {
		await this.#queue(async () => {
			const { current, next } = this.#state;
			if (ids.length === 0 || generation !== (next ?? current)) return;
			const { here, gone } = await this.#seen(generation, ids);
			await use(here, gone);
		});
	}

	/**
	 * Says that a generation was pulled to its end. From now on it is shown, and those before are dropped.
	 * @param rescue gets what those had and this one lacks, before they are dropped; called again after a crash
	 */
	async completed(generation: string, rescue: (lost: StoredDoc[]) => Promise<void>): Promise<void> {
		await this.#queue(async () => {
			const { current, next, former = [] } = this.#state;
			if (next !== generation) return;
			const before = current === undefined ? former : [current, ...former];
			for (const one of before) {
				const { docs } = await readAll(this.#database(one));
				const ids = docs.map((doc) => doc._id);
				const { here, gone } = await this.#seen(generation, ids);
				const seen = new Set([...here, ...gone]);
				await rescue(docs.filter((doc) => !seen.has(doc._id)));
			}
			await this.#settings.set(this.#key, { current: generation });
			if (this.#followed) await this.#show();
			for (const one of before) await this.#drop(one);
		});
	}

	/** Opens the databases again after the browser closed them under the page. Followers hear all of it again. */
	async reopen(): Promise<void> {
		await this.#queue(async () => {
			this.#stopFeed();
			this.#shown = undefined;
			for (const database of this.#open.values()) await database.close().catch(() => undefined);
			this.#open.clear();
			// Also where nothing is shown, since the last try to open them failed.
			if (this.#followed) await this.#show();
		});
	}

	/** Asks the database for something, to see whether it answers. */
	async probe(): Promise<void> {
		await this.size();
	}

	async close(): Promise<void> {
		this.#stopWatching();
		this.#stopFeed();
		for (const database of this.#open.values()) await database.close();
		this.#open.clear();
	}

	async destroy(): Promise<void> {
		this.#stopWatching();
		this.#stopFeed();
		const { current, next, former = [] } = this.#state;
		for (const one of [current, next, ...former]) if (one !== undefined) await this.#drop(one);
	}

	get #key(): string {
		return `replica.${this.#name}`;
	}

	get #state(): State {
		return this.#settings.get(this.#key, stateSchema) ?? {};
	}

	#database(generation: string): Database {
		let database = this.#open.get(generation);
		if (!database) {
			database = this.#storage.database(`${this.#name}@${generation}`);
			this.#open.set(generation, database);
		}
		return database;
	}

	async #seen(generation: string, ids: readonly string[]): Promise<Seen> {
		const { rows } = await this.#database(generation).allDocs({ keys: [...ids] });
		const seen: Seen = { here: [], gone: [] };
		for (const row of rows) if ('value' in row) seen[row.value.deleted ? 'gone' : 'here'].push(row.id);
		return seen;
	}

	async #drop(generation: string): Promise<void> {
		const database = this.#database(generation);
		this.#open.delete(generation);
		await database.destroy();
	}

	#queue<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#turn.then(work);
		this.#turn = result.catch(() => undefined);
		return result;
	}

	/**
	 * Turns to the generation that is to be shown; followers hear the difference.
	 * @returns what is in it, where it was not shown already
	 */
	async #show(): Promise<Contents | undefined> {
		const { current, next } = this.#state;
		const wanted = current ?? next;
		if (wanted === undefined || wanted === this.#shown) return undefined;
		const read = await readAll(this.#database(wanted));
		const { docs, since, sequences } = read;
		this.#stopFeed();
		this.#shown = wanted;
		const before = this.#ids;
		this.#ids = new Set(docs.map((doc) => doc._id));
		const gone = [...before].filter((id) => !this.#ids.has(id));
		this.#events.tell({ arrived: docs, arrival: { generation: wanted, sequences }, gone });
		this.#stopFeed = liveFeed(this.#database(wanted), since, (changes) => this.#hear(wanted, changes));
		return read;
	}

	#hear(generation: string, changes: readonly NumberedChange[]): void {
		const sequences = new Map(changes.map(({ id, sequence }) => [id, sequence]));
		const arrived = changes.flatMap((change) => (change.deleted ? [] : [change.doc]));
		const gone = changes.flatMap((change) => (change.deleted ? [change.id] : []));
		for (const doc of arrived) this.#ids.add(doc._id);
		for (const id of gone) this.#ids.delete(id);
		this.#events.tell({ arrived, arrival: { generation, sequences }, gone });
	}
}
