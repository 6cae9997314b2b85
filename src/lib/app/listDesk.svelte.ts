import { ApiProblem } from './api/call.ts';
import { readList, writeList, type EntryOf, type ListName, type StoredList } from './api/lists.ts';
import { Fetched } from './fetched.svelte.ts';

/** How a list is read and written; the server's API unless a test says otherwise. */
export interface ListSource<Name extends ListName> {
	read(): Promise<StoredList<Name>>;
	write(list: StoredList<Name>): Promise<StoredList<Name>>;
}

/**
 * A list under Administration while somebody works on it. Changes go to the server one after the other, each made on what the one before
 * has left; where another administrator was faster, the list is read anew and the change is not made.
 */
export class ListDesk<Name extends ListName> {
	/** The list as it was read last, for `FromServer` */
	readonly fetched: Fetched<StoredList<Name>>;
	readonly #source: ListSource<Name>;
	#last: Promise<unknown> = Promise.resolve();

	constructor(
		name: Name,
		source: ListSource<Name> = { read: () => readList(name), write: (list) => writeList(name, list) }
	) {
		this.#source = source;
		this.fetched = new Fetched(() => source.read());
	}

	get entries(): readonly EntryOf<Name>[] {
		return this.fetched.value?.entries ?? [];
	}

	/**
	 * Changes the list on the server.
	 * @param make gives the new entries, or undefined where there is nothing to change any more
	 * @throws ApiProblem; after `list-changed` the list is there as the other has left it
	 */
	change(make: (entries: readonly EntryOf<Name>[]) => readonly EntryOf<Name>[] | undefined): Promise<void> {
		const done = this.#last.then(() => this.#change(make));
		this.#last = done.catch(() => undefined);
		return done;
	}

	async #change(
		make: (entries: readonly EntryOf<Name>[]) => readonly EntryOf<Name>[] | undefined
	): Promise<void> {
		const now = this.fetched.value;
		const entries = now && make(now.entries);
		if (!entries) return;
		try {
			this.fetched.take(await this.#source.write({ revision: now.revision, entries }));
		} catch (error) {
			if (error instanceof ApiProblem && error.code === 'list-changed') await this.fetched.load();
			throw error;
		}
	}
}
