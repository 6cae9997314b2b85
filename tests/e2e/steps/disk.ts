/** What a browser does with its files as time goes by. */
import type { Page } from '@playwright/test';

/**
 * Has the browser store 16 MB and drop them again, next to what the page has. LevelDB, which Chromium keeps IndexedDB in, writes a file anew
 * without what was deleted only when enough has come after it: on a quiet tablet that can be days.
 */
export async function fillAndEmptyStorage(page: Page): Promise<void> {
	await page.evaluate(async () => {
		const name = `filler-${crypto.randomUUID()}`;
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open(name, 1);
			opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { autoIncrement: true });
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(new Error('no database', { cause: opening.error }));
		});
		await new Promise<void>((resolve, reject) => {
			const writing = database.transaction('rows', 'readwrite');
			// bytes that cannot be compressed, in rows too small for a file of their own
			for (let row = 0; row < 512; row++)
				writing.objectStore('rows').add(crypto.getRandomValues(new Uint8Array(32 * 1024)));
			writing.oncomplete = () => resolve();
			writing.onabort = () => reject(new Error('not written', { cause: writing.error }));
		});
		database.close();
		await new Promise<void>((resolve, reject) => {
			const dropping = indexedDB.deleteDatabase(name);
			dropping.onsuccess = () => resolve();
			dropping.onerror = () => reject(new Error('not dropped', { cause: dropping.error }));
		});
	});
}
