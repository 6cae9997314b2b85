import Memory from 'pouchdb-adapter-memory';
import { PouchDB, type Database } from '../../../src/lib/data/pouch.ts';
import {
	ENTRY_TABLES,
	PICTURE_TABLES,
	TABLES,
	type RowChanges,
	type Rows,
	type Table
} from '../../../src/lib/data/rows.ts';
import type { Channel, DeviceStorage } from '../../../src/lib/data/storage.ts';

PouchDB.plugin(Memory);

let made = 0;

/** Never settles, as nothing does after a crash. */
const never = <T>(): Promise<T> => new Promise(() => undefined);

/** One start of a page on a {@link MemoryStorage}. It can crash: from then on nothing is written and nothing answers. */
export class Boot implements DeviceStorage {
	readonly #storage: MemoryStorage;
	#writesLeft = Infinity;
	#onCrash: () => void = () => undefined;
	crashed = false;

	constructor(storage: MemoryStorage) {
		this.#storage = storage;
	}

	/** Crashes after that many more writes. */
	crashAfter(writes: number, onCrash: () => void): void {
		this.#writesLeft = writes;
		this.#onCrash = onCrash;
		if (writes === 0) this.crash();
	}

	crash(): void {
		if (this.crashed) return;
		this.crashed = true;
		this.#onCrash();
	}

	database(name: string): Database {
		const database: Database = new PouchDB(`${this.#storage.name}-${name}`, {
			adapter: 'memory',
			auto_compaction: true
		});
		const { bulkDocs, put, allDocs } = database;
		const guarded =
			(method: (...args: never[]) => Promise<unknown>) =>
			(...args: never[]) =>
				this.#write(() => method.apply(database, args));
		Object.assign(database, {
			bulkDocs: guarded(bulkDocs as never),
			put: guarded(put as never),
			// The memory adapter would close the store under all that have it open.
			close: () => Promise.resolve(),
			allDocs: (...args: never[]) =>
				this.#read(() => (allDocs as (...all: never[]) => Promise<unknown>).apply(database, args))
		});
		return database;
	}

	pictureRows(): Promise<Rows> {
		return this.rows(PICTURE_TABLES);
	}

	entryRows(): Promise<Rows> {
		return this.rows(ENTRY_TABLES);
	}

	rows(names: readonly Table[] = TABLES): Promise<Rows> {
		const { tables } = this.#storage;
		const rows: Rows = {
			get: (table, key) => this.#read(async () => structuredClone(tables[table].get(key))),
			all: (table) => this.#read(async () => structuredClone(tables[table])),
			write: (table, changes) =>
				this.#write(async () => {
					this.#storage.write(new Map([[table, changes]]));
				}),
			writeTogether: (changes) =>
				this.#write(async () => {
					this.#storage.write(changes);
				}),
			close: () => undefined,
			destroy: async () => {
				for (const name of names) tables[name].clear();
			}
		};
		return Promise.resolve(rows);
	}

	channel(name: string): Channel {
		const channel = this.#storage.channel(name);
		return { ...channel, post: (message) => void (this.crashed || channel.post(message)) };
	}

	async #read<T>(work: () => Promise<T>): Promise<T> {
		if (this.crashed) return never();
		const result = await work();
		return this.crashed ? never() : result;
	}

	/** The write that the crash comes with may have been done or not; nobody hears of it. */
	async #write<T>(work: () => Promise<T>): Promise<T> {
		if (this.crashed) return never();
		this.#writesLeft -= 1;
		if (this.#writesLeft <= 0) {
			const half = this.#storage.coin();
			this.crash();
			if (half) await work();
			return never();
		}
		return this.#read(work);
	}
}

/** A device's storage in memory. It outlives the pages that use it. */
export class MemoryStorage {
	readonly name: string;
	readonly tables: Record<Table, Map<string, unknown>> = {
		drafts: new Map(),
		settings: new Map(),
		pictures: new Map(),
		bytes: new Map(),
		entries: new Map(),
		rescue: new Map()
	};
	/** Decides whether the write in which a crash falls is done */
	readonly coin: () => boolean;
	readonly #channels = new Map<string, Set<(message: unknown) => void>>();
	/** Where set, each write to the tables fails with it */
	failure: Error | undefined;

	constructor(coin: () => boolean = () => false) {
		this.name = `memory-${(made += 1)}`;
		this.coin = coin;
	}

	boot(): Boot {
		return new Boot(this);
	}

	write(changes: ReadonlyMap<Table, RowChanges>): void {
		if (this.failure) throw this.failure;
		for (const [table, rows] of structuredClone(changes)) {
			for (const [key, value] of rows) {
				if (value === undefined) this.tables[table].delete(key);
				else this.tables[table].set(key, value);
			}
		}
	}

	/** Between the pages of this device; a page does not hear itself. */
	channel(name: string): Channel {
		const listeners = this.#channels.get(name) ?? new Set();
		this.#channels.set(name, listeners);
		const own = new Set<(message: unknown) => void>();
		return {
			post(message) {
				for (const listener of [...listeners]) if (!own.has(listener)) setImmediate(() => listener(message));
			},
			listen(listener) {
				own.add(listener);
				listeners.add(listener);
				return () => void listeners.delete(listener);
			},
			close() {
				for (const listener of own) listeners.delete(listener);
			}
		};
	}
}
