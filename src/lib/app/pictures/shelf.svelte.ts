import { isUnsent, type KeptPicture, type TakenPicture } from '../../data/keptPicture.ts';
import type { Pictures } from '../../data/pictures.ts';
import { pictureId } from '../../domain/pictures.ts';
import { readPicture } from './readPicture.ts';
import { shrink, type Readable } from './shrink.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How long a picture stays that no draft holds any more: a draft can be gone on with for a day. ms */
const LEFT_OVER = 2 * DAY;
/** How long one that the server has stays here too, to be seen without network: no evidence, and evidence (DESIGN § 11). ms */
const SENT = { plain: 72 * HOUR, evidence: 30 * DAY };

/** What {@link PictureShelf.tidy} needs to know of the app. */
export interface Tidying {
	/** The device's own clock, ms since 1970 */
	readonly now: number;
	/** Ids of the drafts that can be gone on with */
	readonly drafts: ReadonlySet<string>;
	/** False for a message that is not on this device any more: it was archived, or erased */
	isHere(message: string): boolean;
	/** The message that a picture was attached to, and whether as evidence */
	attachedTo(picture: string): { readonly message: string; readonly evidence: boolean } | undefined;
}

/** The pictures that were taken on this device, for the screens. */
export class PictureShelf {
	readonly #pictures: Pictures;
	readonly #currentId: (message: string) => string;
	readonly #read: (file: Blob) => Promise<Readable>;
	#version = $state(0);

	/**
	 * @param currentId follows the renaming of facts: a picture keeps the id that its message had when it was attached (rule C2)
	 * @param read reads files
	 */
	constructor(pictures: Pictures, currentId: (message: string) => string, read = readPicture) {
		this.#pictures = pictures;
		this.#currentId = currentId;
		this.#read = read;
		pictures.watch(() => (this.#version += 1));
	}

	/** Those that belong to a message and that the server does not have, the earliest first. Reactive. */
	get unsent(): KeptPicture[] {
		void this.#version;
		return this.#pictures.list.filter(isUnsent);
	}

	/** Undefined where it was not taken here, or has gone from here. Reactive. */
	get(id: string): KeptPicture | undefined {
		void this.#version;
		return this.#pictures.get(id);
	}

	/** Those that a draft holds, the earliest first. */
	heldBy(draft: string): KeptPicture[] {
		return this.#pictures.list.filter((picture) => picture.draft === draft);
	}

	/** Those of these messages. */
	of(messages: ReadonlySet<string>): KeptPicture[] {
		return this.#pictures.list.filter(
			({ message }) => message !== undefined && messages.has(this.#currentId(message))
		);
	}

	/** The picture itself; undefined where it is not here. */
	bytes(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
		return this.#pictures.bytes(id);
	}

	/**
	 * Makes a picture of a file and keeps it with a draft; it is safe from a crash when this resolves.
	 * @throws PictureProblem, StorageFull
	 */
	async take(file: Blob, draft: string): Promise<TakenPicture> {
		const { bytes, ...size } = await shrink(file, this.#read);
		const picture = { id: pictureId(bytes), ...size, bytes: bytes.length, takenAt: Date.now(), draft };
		await this.#pictures.keep(picture, bytes);
		return picture;
	}

	/** They belong to a message now, and are to be sent. @throws StorageFull */
	attach(ids: readonly string[], message: string, evidence: boolean): Promise<void> {
		return this.#pictures.attach(ids, message, evidence);
	}

	/** Has a denied picture sent again. */
	retry(id: string): Promise<void> {
		return this.#pictures.retry(id);
	}

	/** Removes pictures from this device, for good where they are unsent. */
	remove(ids: readonly string[]): Promise<void> {
		return this.#pictures.remove(ids);
	}

	/** Removes all that the server has too. @returns false where there was nothing to remove */
	makeRoom(): Promise<boolean> {
		return this.#pictures.makeRoom();
	}

	/** Brings to its end what a crash cut off after a message was saved, and removes what is not needed here any more; never what is unsent. */
	async tidy({ now, drafts, isHere, attachedTo }: Tidying): Promise<void> {
		const gone: string[] = [];
		for (const { id, message, draft, sent, evidence, takenAt } of this.#pictures.list) {
			const over = sent && now - sent.at > (evidence ? SENT.evidence : SENT.plain);
			if (over || (sent && message !== undefined && !isHere(this.#currentId(message)))) gone.push(id);
			if (message !== undefined) continue;
			const attached = attachedTo(id);
			if (attached) await this.attach([id], attached.message, attached.evidence);
			else if (!drafts.has(draft ?? '') && now - takenAt > LEFT_OVER) gone.push(id);
		}
		await this.remove(gone);
	}
}
