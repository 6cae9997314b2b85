import { PictureShelf } from '../../../../src/lib/app/pictures/shelf.svelte.ts';
import { openDevice } from '../../../../src/lib/data/device.ts';
import type { Outbox } from '../../../../src/lib/data/outbox.ts';
import type { Pictures } from '../../../../src/lib/data/pictures.ts';
import { MemoryStorage } from '../../data/memoryStorage.ts';
import { reader } from './readable.ts';

/** The pictures of a device in memory; every file is a picture of 1200 × 900. */
export interface PictureFixture {
	readonly storage: MemoryStorage;
	readonly stored: Pictures;
	readonly outbox: Outbox;
	readonly shelf: PictureShelf;
	/** What the screens call */
	readonly app: { pictures(): Promise<PictureShelf> };
}

/** @param storage of a page before, after a crash */
export async function pictureFixture(storage = new MemoryStorage()): Promise<PictureFixture> {
	const device = await openDevice({ storage: storage.boot() });
	const stored = await device.pictures();
	const { outbox } = device;
	const shelf = new PictureShelf(stored, (id) => outbox.currentId(id), reader(1200, 900, 10).read);
	return { storage, stored, outbox, shelf, app: { pictures: () => Promise.resolve(shelf) } };
}

/** A file that becomes a picture of its own. */
export function photo(content: string): Blob {
	return new Blob([content]);
}
