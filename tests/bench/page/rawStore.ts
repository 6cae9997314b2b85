/** IndexedDB with nothing on top: the floor that the app is measured against. */
export function rawStore(name: string): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.open(name, 1);
		request.onupgradeneeded = () => request.result.createObjectStore('rows');
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}

/** Puts rows in one transaction; resolves when it is complete. */
export function putRaw(store: IDBDatabase, rows: readonly (readonly [string, object])[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const transaction = store.transaction('rows', 'readwrite');
		for (const [key, value] of rows) transaction.objectStore('rows').put(value, key);
		transaction.oncomplete = () => resolve();
		transaction.onerror = () => reject(transaction.error);
	});
}
