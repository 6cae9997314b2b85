import { expect, test } from 'vitest';
import { openDevice } from '../../../src/lib/data/device.ts';
import { StorageFull, type Corrupt } from '../../../src/lib/data/errors.ts';
import type { TakenPicture } from '../../../src/lib/data/keptPicture.ts';
import { MemoryStorage } from './memoryStorage.ts';

const taken = (id: string): TakenPicture => ({
	id,
	mediaType: 'image/jpeg',
	bytes: 1,
	width: 1,
	height: 1,
	takenAt: 1,
	draft: 'd1'
});
const bytes = new Uint8Array([1]);

/** A storage that has room for that many pictures. */
class SmallStorage extends MemoryStorage {
	constructor(readonly room: number) {
		super();
	}

	override write(...args: Parameters<MemoryStorage['write']>): void {
		const before = new Map(this.tables.bytes);
		super.write(...args);
		if (this.tables.bytes.size <= this.room) return;
		this.tables.bytes.clear();
		for (const [id, stored] of before) this.tables.bytes.set(id, stored);
		throw new DOMException('full', 'QuotaExceededError');
	}
}

test('where storage is full, sent pictures give way, and unsent ones never (§ 11)', async () => {
	const device = await openDevice({ storage: new SmallStorage(3).boot() });
	const pictures = await device.pictures();
	for (const id of ['sent', 'unsent', 'draft']) await pictures.keep(taken(id), bytes);
	await pictures.attach(['sent', 'unsent'], 'm1', false);
	await pictures.markSent('sent', 1, 'g1');
	await pictures.keep(taken('new'), bytes);
	expect(pictures.list.map(({ id }) => id).sort()).toEqual(['draft', 'new', 'unsent']);
	await expect(pictures.keep(taken('one more'), bytes)).rejects.toThrow(StorageFull);
	expect(pictures.get('one more')).toBeUndefined();
	expect(await pictures.bytes('unsent')).toEqual(bytes);
});

test('a row that is none is reported and stays where it is', async () => {
	const storage = new MemoryStorage();
	storage.tables.pictures.set('a', { id: 7 });
	const corrupt: Corrupt[] = [];
	const device = await openDevice({ storage: storage.boot(), onCorrupt: (one) => corrupt.push(one) });
	expect((await device.pictures()).list).toEqual([]);
	expect(corrupt).toEqual([{ where: 'pictures', id: 'a' }]);
	expect(storage.tables.pictures.has('a')).toBe(true);
});
