import type { ContactPage } from '../../../src/lib/domain/directory.ts';
import {
	DirectoryConflict,
	type DirectoryDocId,
	type DirectoryDocOf,
	type DirectoryStore,
	type DirectoryWrite
} from '../../../server/import/directoryStore.ts';

/**
 * A directory in memory. What goes in and out is copied, so that nobody can change a stored document by
 * accident.
 */
export class MemoryStore implements DirectoryStore {
	readonly docs = new Map<string, Omit<DirectoryWrite, '_id'>>();
	readonly pins = new Map<string, string>();
	/** Ids of all documents written, one array a write */
	readonly writes: string[][] = [];
	/** How often accounts were to follow the staff list */
	followed = 0;
	/** How many writes fail because somebody else was quicker */
	conflicts = 0;

	async readAllPages(): Promise<Map<string, ContactPage>> {
		const pages = [...this.docs].filter(([id]) => id.startsWith('contacts:'));
		return structuredClone(new Map(pages)) as Map<string, ContactPage>;
	}

	async readDoc<Id extends DirectoryDocId>(id: Id): Promise<DirectoryDocOf<Id> | undefined> {
		return structuredClone(this.docs.get(id)) as DirectoryDocOf<Id> | undefined;
	}

	async writeDocs(docs: readonly DirectoryWrite[]): Promise<void> {
		if (this.conflicts > 0) {
			this.conflicts -= 1;
			throw new DirectoryConflict();
		}
		this.writes.push(docs.map(({ _id }) => _id));
		for (const { _id, ...body } of docs) this.docs.set(_id, structuredClone(body));
	}

	async followStaff(): Promise<readonly string[]> {
		this.followed += 1;
		return [];
	}

	async setPins(pins: ReadonlyMap<string, string>): Promise<void> {
		for (const [id, pin] of pins) if (!this.pins.has(id)) this.pins.set(id, pin);
	}
}
