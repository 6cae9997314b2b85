import { StorageLost, storageError } from './errors.ts';
import { TABLES, type Rows, type Table } from './rows.ts';

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(storageError(request.error));
	});
}

function openDatabase(name: string): Promise<IDBDatabase> {
	const request = indexedDB.open(name, 1);
	request.onupgradeneeded = () => {
		for (const table of TABLES) request.result.createObjectStore(table);
	};
	return resultOf(request);
}

/** {@link Rows} in IndexedDB. */
export class IdbRows implements Rows {
	readonly #name: string;
	#database: IDBDatabase | undefined;

	private constructor(name: string) {
		this.#name = name;
	}

	static async open(name: string): Promise<IdbRows> {
		const rows = new IdbRows(name);
		await rows.#connect();
		return rows;
	}

	async #connect(): Promise<IDBDatabase> {
		const database = await openDatabase(this.#name);
		// Another tab that wipes the device waits for this one to let go.
		database.onversionchange = () => this.close();
		database.onclose = () => (this.#database = undefined);
		return (this.#database = database);
	}

	/** A transaction; the connection is opened again where the browser has closed it (DESIGN § 3, iOS). */
	async #transaction(table: Table, mode: IDBTransactionMode): Promise<IDBTransaction> {
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
		const [keys, values] = await Promise.all([resultOf(store.getAllKeys()), resultOf<unknown[]>(store.getAll())]);
		return new Map(keys.map((key, index) => [String(key), values[index]]));
	}

	async write(table: Table, changes: ReadonlyMap<string, unknown>): Promise<void> {
		const transaction = await this.#transaction(table, 'readwrite');
		const store = transaction.objectStore(table);
		const done = new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve();
			transaction.onabort = () => reject(storageError(transaction.error));
		});
		try {
			for (const [key, value] of changes) {
				if (value === undefined) store.delete(key);
				else store.put(value, key);
			}
		} catch (error) {
			transaction.abort();
			await done.catch(() => undefined);
			throw storageError(error);
		}
		await done;
	}

	close(): void {
		this.#database?.close();
		this.#database = undefined;
	}

	async destroy(): Promise<void> {
		this.close();
		await resultOf(indexedDB.deleteDatabase(this.#name));
	}
}
