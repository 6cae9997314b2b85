import { StorageLost, storageError } from './errors.ts';
import type { RowChanges, Rows, Table } from './rows.ts';

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(storageError(request.error));
	});
}

function openDatabase(name: string, tables: readonly Table[]): Promise<IDBDatabase> {
	const request = indexedDB.open(name, 1);
	request.onupgradeneeded = () => {
		for (const table of tables) request.result.createObjectStore(table);
	};
	return resultOf(request);
}

/** {@link Rows} in IndexedDB. */
export class IdbRows implements Rows {
	readonly #name: string;
	readonly #tables: readonly Table[];
	#database: IDBDatabase | undefined;
	#connecting: Promise<IDBDatabase> | undefined;
	#closed = false;

	private constructor(name: string, tables: readonly Table[]) {
		this.#name = name;
		this.#tables = tables;
	}

	/** @param tables all that this database has, now and ever: none is added to one that exists */
	static async open(name: string, tables: readonly Table[]): Promise<IdbRows> {
		const rows = new IdbRows(name, tables);
		await rows.#connect();
		return rows;
	}

	/** Opens a connection. Who asks meanwhile gets the same: one that nobody knows of would stand in the way of a wipe. */
	#connect(): Promise<IDBDatabase> {
		this.#connecting ??= this.#open().finally(() => (this.#connecting = undefined));
		return this.#connecting;
	}

	async #open(): Promise<IDBDatabase> {
		const database = this.#closed ? undefined : await openDatabase(this.#name, this.#tables);
		if (!database || this.#closed) {
			database?.close();
			throw new StorageLost(`${this.#name} is closed`);
		}
		// Another tab that wipes the device waits for this one to let go.
		database.onversionchange = () => this.close();
		database.onclose = () => (this.#database = undefined);
		return (this.#database = database);
	}

	/** A transaction; the connection is opened again where the browser has closed it (DESIGN § 3, iOS). */
	async #transaction(table: Table | Table[], mode: IDBTransactionMode): Promise<IDBTransaction> {
		try {
			return (this.#database ?? (await this.#connect())).transaction(table, mode);
		} catch (error) {
			if (!(storageError(error) instanceof StorageLost)) throw storageError(error);
			return (await this.#connect()).transaction(table, mode);
		}
	}

	async get(table: Table, key: string): Promise<unknown> {
		const transaction = await this.#transaction(table, 'readonly');
		return resultOf<unknown>(transaction.objectStore(table).get(key));
	}

	async all(table: Table): Promise<Map<string, unknown>> {
		const store = (await this.#transaction(table, 'readonly')).objectStore(table);
		const [keys, values] = await Promise.all([
			resultOf(store.getAllKeys()),
			resultOf<unknown[]>(store.getAll())
		]);
		return new Map(keys.map((key, index) => [String(key), values[index]]));
	}

	write(table: Table, changes: RowChanges): Promise<void> {
		return this.writeTogether(new Map([[table, changes]]));
	}

	async writeTogether(changes: ReadonlyMap<Table, RowChanges>): Promise<void> {
		const transaction = await this.#transaction([...changes.keys()], 'readwrite');
		const done = new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve();
			transaction.onabort = () => reject(storageError(transaction.error));
		});
		try {
			for (const [table, rows] of changes) {
				const store = transaction.objectStore(table);
				for (const [key, value] of rows) {
					if (value === undefined) store.delete(key);
					else store.put(value, key);
				}
			}
		} catch (error) {
			transaction.abort();
			await done.catch(() => undefined);
			throw storageError(error);
		}
		await done;
	}

	/** For good: who still notes something after a wipe, in this tab or another, must not bring the tables back. */
	close(): void {
		this.#closed = true;
		this.#database?.close();
		this.#database = undefined;
	}

	async destroy(): Promise<void> {
		this.close();
		await resultOf(indexedDB.deleteDatabase(this.#name));
	}
}
