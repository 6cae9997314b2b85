import type { Fact } from '../domain/facts/registry.ts';
import { storageError, type Corrupt } from './errors.ts';
import { HeldEntries } from './heldEntries.ts';
import { Listeners } from './listeners.ts';
import { liveFeed, readAll, type LiveChange } from './liveFeed.ts';
import {
	isHeld,
	type Keeping,
	type OutboxChange,
	type OutboxEntry,
	type OutboxRefusal,
	type Stamp,
	type WhyRemoved
} from './outboxEntry.ts';
import type { Database, StoredDoc } from './pouch.ts';
import type { Renames } from './renames.ts';

/** A document to write: an entry, or the tombstone of one with the reason. */
type Write = { readonly _id: string; readonly _rev?: string } & Readonly<Record<string, unknown>>;
interface Result {
	readonly id?: string;
	readonly rev?: string;
	readonly error?: unknown;
	readonly name?: string;
}

/**
 * What was written here and not yet seen coming back. One document for each fact, in a database of its own; every change is
 * one `bulkDocs`, which the `idb` adapter does in one transaction.
 */
export class Outbox {
	readonly #open: () => Database;
	readonly #now: () => number;
	readonly #renames: Renames;
	readonly #held: HeldEntries;
	readonly #changed = new Listeners<OutboxChange>();
	#database: Database;
	#stop: () => void = () => undefined;

	private constructor(
		open: () => Database,
		now: () => number,
		renames: Renames,
		report: (corrupt: Corrupt) => void
	) {
		this.#open = open;
		this.#now = now;
		this.#renames = renames;
		this.#held = new HeldEntries(report);
		this.#database = open();
	}

	/** Reads the outbox into memory, mends what a crash during a reissue left, and listens to other tabs. */
	static async open(
		open: () => Database,
		now: () => number,
		renames: Renames,
		report: (corrupt: Corrupt) => void
	): Promise<Outbox> {
		const outbox = new Outbox(open, now, renames, report);
		await outbox.#load();
		await outbox.#mend();
		return outbox;
	}

	/** All entries, earliest first. The same array until something changes. */
	get entries(): readonly OutboxEntry[] {
		return this.#held.entries;
	}

	/** Documents that are no entries. They are kept, and not sent. */
	get corrupt(): readonly Corrupt[] {
		return this.#held.corrupt;
	}

	/** @returns what ends it */
	watch(listener: (change: OutboxChange) => void): () => void {
		return this.#changed.add(listener);
	}

	/** New ids by old ones, of all facts that were ever issued anew here. */
	get renames(): ReadonlyMap<string, string> {
		return this.#renames.all;
	}

	/** The id under which a fact goes now, after it was issued anew, or the same id. */
	currentId(id: string): string {
		return this.#renames.current(id);
	}

	/**
	 * Stores facts, all or none. They are safe when this resolves ("gespeichert"); one that is there already stays as it is.
	 * @param stamp what the clock knew when they were written
	 * @param keeping.heldFor how long they can be taken back before they are sent, ms
	 * @param keeping.byClock what of them was read off the device's clock, not typed (domain rule C4)
	 * @throws StorageFull
	 */
	async add(
		facts: Fact | readonly Fact[],
		stamp: Stamp,
		{ heldFor = 0, byClock }: Keeping = {}
	): Promise<void> {
		const addedAt = this.#now();
		const held = heldFor > 0 ? { heldUntil: addedAt + heldFor } : {};
		const read = byClock ? { byClock } : {};
		const entries = [facts]
			.flat()
			.map((fact) => ({ fact, stamp, addedAt, attempted: false, ...held, ...read }));
		await this.#putNew(entries);
	}

	/** Takes facts back in that the server has lost; it may have heard of them, so they are never issued anew. */
	async restore(facts: readonly Fact[], stamp: Stamp): Promise<void> {
		const addedAt = this.#now();
		await this.#putNew(facts.map((fact) => ({ fact, stamp, addedAt, attempted: true })));
	}

	/** Notes, before they are sent, that the server may hear of these. */
	markAttempted(ids: readonly string[]): Promise<void> {
		return this.#update(ids, (entry) => (entry.attempted ? undefined : { ...entry, attempted: true }));
	}

	/** Notes that the server denied a fact; it is not sent again until {@link retry}. */
	refuse(id: string, refusal: OutboxRefusal): Promise<void> {
		return this.#update([id], (entry) => ({ ...entry, refusal }));
	}

	/** Lets a denied fact be sent again. */
	retry(id: string): Promise<void> {
		return this.#update([id], ({ refusal, ...entry }) => refusal && entry);
	}

	/** Gives a fact up. */
	remove(id: string): Promise<void> {
		return this.#remove([id], 'removed');
	}

	/**
	 * Takes facts back that are still held, all or none: they were never sent.
	 * @returns false where their time was up
	 */
	async takeBack(ids: string | readonly string[]): Promise<boolean> {
		for (let open = [ids].flat(); open.length > 0;) {
			const entries = open.flatMap((id) => this.#held.entry(id) ?? []);
			if (entries.some((entry) => entry.attempted || !isHeld(entry, this.#now()))) return false;
			open = await this.#write(this.#tombstones(open, 'removed'));
		}
		return true;
	}

	/**
	 * Lets go of facts that were seen coming back.
	 * @param gone those that the server had, and has archived or erased since
	 */
	async settle(ids: readonly string[], gone: readonly string[] = []): Promise<void> {
		await this.#remove(ids, 'settled');
		await this.#remove(gone, 'gone');
	}

	/**
	 * Puts facts that were issued anew in the place of the old ones. The new ids are noted first, then one write brings the new and removes
	 * the old. After a crash in between, {@link open} finds the old ones still there and forgets the new ids; where a store wrote
	 * only half, it finds both and removes the old ones. Either way each fact counts once.
	 * @param replacements the new fact by the old id
	 * @param stamp what the clock knows now; what it knew earliest stays
	 */
	async replace(replacements: ReadonlyMap<string, Fact>, stamp: Stamp): Promise<void> {
		const writes: Write[] = [];
		const renamed = new Map<string, string>();
		for (const [old, fact] of replacements) {
			const entry = this.#held.entry(old);
			if (!entry) continue;
			renamed.set(old, fact._id);
			const { floor } = entry.stamp;
			writes.push({ _id: fact._id, ...entry, fact, stamp: { ...stamp, floor }, replacing: old });
		}
		if (writes.length === 0) return;
		await this.#renames.add(renamed);
		await this.#write([...writes, ...this.#tombstones([...renamed.keys()], 'reissued')]);
	}

	/** Opens the database again after the browser closed it under the page. */
	async reopen(): Promise<void> {
		this.#stop();
		await this.#database.close().catch(() => undefined);
		this.#database = this.#open();
		await this.#load();
	}

	/** Asks the database for something, to see whether it answers. */
	async probe(): Promise<void> {
		await this.#database.info();
	}

	async close(): Promise<void> {
		this.#stop();
		await this.#database.close();
	}

	async destroy(): Promise<void> {
		this.#stop();
		await this.#database.destroy();
	}

	async #load(): Promise<void> {
		const { docs, since } = await readAll(this.#database);
		this.#take(docs.map((doc) => ({ id: doc._id, deleted: false, doc })));
		this.#stop = liveFeed(this.#database, since, (changes) => this.#take(changes));
	}

	async #mend(): Promise<void> {
		const present = new Set(this.entries.map((entry) => entry.fact._id));
		const doubled = this.entries.flatMap(({ replacing }) =>
			replacing && present.has(replacing) ? [replacing] : []
		);
		if (doubled.length > 0) await this.#write(this.#tombstones(doubled, 'reissued'));
		const waiting = new Set(this.entries.map((entry) => entry.fact._id));
		await this.#renames.forget((old) => waiting.has(old));
	}

	async #putNew(entries: readonly OutboxEntry[]): Promise<void> {
		await this.#write(entries.map((entry) => ({ _id: entry.fact._id, ...entry })));
	}

	/** Changes entries; where another tab was quicker, looks again at what it made of them. */
	async #update(
		ids: readonly string[],
		change: (entry: OutboxEntry) => OutboxEntry | undefined
	): Promise<void> {
		for (let open = ids; open.length > 0;) {
			const writes = open.flatMap((id): Write[] => {
				const before = this.#held.entry(id);
				const entry = before && change(before);
				return entry ? [{ _id: id, _rev: this.#held.revision(id), ...entry }] : [];
			});
			open = await this.#write(writes);
		}
	}

	async #remove(ids: readonly string[], why: WhyRemoved): Promise<void> {
		for (let open = ids; open.length > 0;) open = await this.#write(this.#tombstones(open, why));
	}

	#tombstones(ids: readonly string[], why: WhyRemoved): Write[] {
		return ids.flatMap((id) => {
			const _rev = this.#held.revision(id);
			return _rev === undefined ? [] : [{ _id: id, _rev, _deleted: true, why }];
		});
	}

	/** @returns ids of those that another tab had changed meanwhile; they are read anew */
	async #write(writes: readonly Write[]): Promise<string[]> {
		if (writes.length === 0) return [];
		let results: Result[];
		try {
			results = (await this.#database.bulkDocs([...writes])) as Result[];
		} catch (error) {
			throw storageError(error);
		}
		const written: LiveChange[] = [];
		const conflicting: string[] = [];
		results.forEach((result, index) => {
			const write = writes[index];
			if (!write) return;
			if (result.rev) {
				written.push({ id: write._id, deleted: '_deleted' in write, doc: { ...write, _rev: result.rev } });
			} else if (result.name === 'conflict') conflicting.push(write._id);
			else throw storageError(result);
		});
		this.#take(written);
		if (conflicting.length > 0) await this.#reread(conflicting);
		return conflicting.filter((id) => this.#held.entry(id));
	}

	async #reread(ids: string[]): Promise<void> {
		const { rows } = await this.#database.allDocs({ keys: ids, include_docs: true });
		this.#take(
			rows.flatMap((row) => {
				if (!('value' in row)) return [];
				const deleted = row.value.deleted === true;
				const doc = (row.doc ?? { _id: row.id, _rev: row.value.rev }) as StoredDoc;
				return [{ id: row.id, deleted, doc }];
			})
		);
	}

	#take(changes: readonly LiveChange[]): void {
		const change = this.#held.take(changes);
		if (change) this.#changed.tell(change);
	}
}
