import * as v from 'valibot';
import { StorageFull, storageError, type Corrupt } from './errors.ts';
import { keptPicture, type KeptPicture, type PictureRefusal, type TakenPicture } from './keptPicture.ts';
import { Listeners } from './listeners.ts';
import type { RowChanges, Rows } from './rows.ts';
import type { Channel, DeviceStorage } from './storage.ts';

/** The pictures that were taken here. What is known of them is in memory; other tabs hear of every change. */
export class Pictures {
	readonly #rows: Rows;
	readonly #channel: Channel;
	readonly #report: (corrupt: Corrupt) => void;
	readonly #changed = new Listeners<void>();
	readonly #pictures = new Map<string, KeptPicture>();

	constructor(rows: Rows, channel: Channel, report: (corrupt: Corrupt) => void) {
		this.#rows = rows;
		this.#channel = channel;
		this.#report = report;
		channel.listen((ids) => void this.#reread(ids as string[]));
	}

	/** All, the earliest first. */
	get list(): KeptPicture[] {
		return [...this.#pictures.values()].sort((one, other) => one.takenAt - other.takenAt);
	}

	get(id: string): KeptPicture | undefined {
		return this.#pictures.get(id);
	}

	/** The picture itself; undefined where it is not here. */
	async bytes(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		const stored = await this.#rows.get('bytes', id);
		return stored instanceof Uint8Array ? (stored as Uint8Array<ArrayBuffer>) : undefined;
	}

	/** Hears that something changed, in this tab or another. @returns what ends it */
	watch(listener: () => void): () => void {
		return this.#changed.add(listener);
	}

	/** Reads what is there into memory. */
	async load(): Promise<void> {
		for (const [id, stored] of await this.#rows.all('pictures')) this.#take(id, stored);
	}

	/**
	 * Stores a picture, safe from a crash when this resolves. One that is here already is the same picture; where it was sent, it is sent again
	 * once it belongs to a message, since the server may have removed it meanwhile.
	 * @throws StorageFull where there is no room though all sent ones were removed
	 */
	async keep(picture: TakenPicture, bytes: Uint8Array): Promise<void> {
		const { id } = picture;
		const before = this.#pictures.get(id);
		const kept = before && !before.sent ? { ...before, draft: picture.draft } : picture;
		await this.#write(new Map([[id, kept]]), new Map([[id, bytes]]));
	}

	/** The pictures belong to a message now, and are to be sent. @throws StorageFull */
	attach(ids: readonly string[], message: string, evidence: boolean): Promise<void> {
		return this.#change(ids, ({ draft: _draft, ...picture }) => ({ ...picture, message, evidence }));
	}

	/** The server has it. */
	markSent(id: string, at: number, generation: string): Promise<void> {
		return this.#change([id], ({ refusal: _refusal, ...picture }) => ({
			...picture,
			sent: { at, generation }
		}));
	}

	/** What went to other data than the server has now (a backup was restored) is to be sent again; twice does no harm. */
	distrust(generation: string): Promise<void> {
		const elsewhere = this.list.filter(({ sent }) => sent && sent.generation !== generation);
		return this.#change(
			elsewhere.map(({ id }) => id),
			({ sent: _sent, ...picture }) => picture
		);
	}

	/** The server denied it; it is not sent again until {@link retry}. */
	refuse(id: string, refusal: PictureRefusal): Promise<void> {
		return this.#change([id], (picture) => ({ ...picture, refusal }));
	}

	/** Lets a denied picture be sent again. */
	retry(id: string): Promise<void> {
		return this.#change([id], ({ refusal: _refusal, ...picture }) => picture);
	}

	/** Removes pictures from this device. */
	remove(ids: readonly string[]): Promise<void> {
		const gone = new Map(ids.map((id) => [id, undefined]));
		return ids.length > 0 ? this.#write(gone, gone) : Promise.resolve();
	}

	/** Removes all that the server has too, where there is no room for something else. @returns false where there was nothing to remove */
	async makeRoom(): Promise<boolean> {
		const sent = this.list.filter((picture) => picture.sent).map(({ id }) => id);
		await this.remove(sent);
		return sent.length > 0;
	}

	close(): void {
		this.#rows.close();
		this.#channel.close();
	}

	/** Removes the tables and all that is in them. */
	async destroy(): Promise<void> {
		await this.#rows.destroy();
		this.#channel.close();
	}

	#change(ids: readonly string[], change: (picture: KeptPicture) => KeptPicture): Promise<void> {
		const there = ids.flatMap((id) => this.#pictures.get(id) ?? []);
		if (there.length === 0) return Promise.resolve();
		return this.#write(new Map(there.map((picture) => [picture.id, change(picture)])));
	}

	async #write(pictures: ReadonlyMap<string, KeptPicture | undefined>, bytes?: RowChanges): Promise<void> {
		const changes = new Map<'pictures' | 'bytes', RowChanges>([['pictures', pictures]]);
		if (bytes) changes.set('bytes', bytes);
		try {
			await this.#rows.writeTogether(changes);
		} catch (error) {
			// Sent ones give way first (DESIGN § 11).
			const failure = storageError(error);
			if (!(failure instanceof StorageFull) || !(await this.makeRoom())) throw failure;
			await this.#rows.writeTogether(changes);
		}
		for (const [id, picture] of pictures) this.#take(id, picture);
		this.#changed.tell();
		this.#channel.post([...pictures.keys()]);
	}

	#take(id: string, stored: unknown): void {
		const parsed = v.safeParse(keptPicture, stored);
		if (parsed.success) this.#pictures.set(id, parsed.output);
		else {
			this.#pictures.delete(id);
			if (stored !== undefined) this.#report({ where: 'pictures', id });
		}
	}

	async #reread(ids: readonly string[]): Promise<void> {
		for (const id of ids) this.#take(id, await this.#rows.get('pictures', id));
		this.#changed.tell();
	}
}

/** Opens the pictures that were taken here. @throws StorageLost */
export async function openPictures(
	storage: DeviceStorage,
	report: (corrupt: Corrupt) => void
): Promise<Pictures> {
	const pictures = new Pictures(await storage.pictureRows(), storage.channel('pictures'), report);
	await pictures.load();
	return pictures;
}
