import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { openDevice } from '../../../src/lib/data/device.ts';
import { StorageFull, StorageLost, storageError } from '../../../src/lib/data/errors.ts';
import { MemoryStorage } from './memoryStorage.ts';

describe('what goes wrong with the storage', () => {
	test('is recognised in what Chromium and PouchDB say of a full one', () => {
		const pouch = {
			name: 'indexed_db_went_bad',
			message: 'unknown',
			reason: 'QuotaExceededError',
			status: 500
		};
		expect(storageError(pouch)).toBeInstanceOf(StorageFull);
		expect(storageError(new DOMException('Encountered full disk', 'QuotaExceededError'))).toBeInstanceOf(
			StorageFull
		);
	});

	test('is recognised in what browsers say of one that they have closed', () => {
		const safari = new DOMException(
			'Connection to Indexed Database server lost. Refresh the page to try again',
			'UnknownError'
		);
		const chromium = new DOMException('The database connection is closing.', 'InvalidStateError');
		const pouch = { name: 'precondition_failed', message: 'Database not open', status: 412 };
		for (const error of [safari, chromium, pouch]) expect(storageError(error)).toBeInstanceOf(StorageLost);
	});

	test('is left as it is otherwise', () => {
		const error = new Error('missing');
		expect(storageError(error)).toBe(error);
	});

	test('a draft that cannot be stored is kept in memory, said, and stored with the next try', async () => {
		const storage = new MemoryStorage();
		const device = await openDevice({ storage: storage.boot() });
		const told: Error[] = [];
		device.drafts.watchFailures((error) => told.push(error));
		storage.failure = new DOMException('full', 'QuotaExceededError');
		device.drafts.put('104711', { text: 'Er war' });
		await expect(device.drafts.flush()).rejects.toThrow(StorageFull);
		expect(told.length).toBeGreaterThan(0);
		storage.failure = undefined;
		await device.drafts.flush();
		const again = await openDevice({ storage: storage.boot() });
		const draft = await again.drafts.get('104711', v.object({ text: v.string() }));
		expect(draft?.value).toEqual({ text: 'Er war' });
	});

	test('a setting that cannot be stored does not count', async () => {
		const storage = new MemoryStorage();
		const device = await openDevice({ storage: storage.boot() });
		await device.settings.set('app.theme', 'light');
		storage.failure = new StorageFull('full');
		await expect(device.settings.set('app.theme', 'dark')).rejects.toThrow(StorageFull);
		expect(device.settings.get('app.theme', v.string())).toBe('light');
	});
});
