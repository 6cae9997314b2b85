import type { TakenPicture } from '../../data/keptPicture.ts';
import type { Picture } from '../../domain/commands/aboutMessage.ts';
import type { FieldProblem } from '../../domain/commands/result.ts';
import { MAX_SHORT } from '../../domain/limits.ts';
import type { Dienstbuch } from '../dienstbuch.svelte.ts';
import { MAX_PICTURES } from './limits.ts';
import type { PictureShelf } from './shelf.svelte.ts';

/** A picture that a draft holds. */
export type HeldPicture = Omit<TakenPicture, 'takenAt' | 'draft'>;

/** The part of a draft that speaks of pictures. */
export interface PictureDraft {
	readonly pictures?: HeldPicture[] | undefined;
	/** Undefined where nobody has changed what is preset */
	readonly evidence?: boolean | undefined;
	readonly evidenceReason?: string | undefined;
}

/** What {@link HeldPictures} needs of the app. */
type App = Pick<Dienstbuch, 'pictures'>;

/** The pictures of a message that is being written. Each is stored on the device as soon as it was taken (DESIGN § 11). */
export class HeldPictures {
	readonly #app: App;
	readonly #draft: () => string;
	readonly #presetReason: () => string;
	readonly #already: number;
	#list = $state.raw<readonly HeldPicture[]>([]);
	#evidence = $state<boolean>();
	#reason = $state<string>();
	#taking = $state(0);
	#shelf: PictureShelf | undefined;
	#running: Promise<unknown> = Promise.resolve();

	/**
	 * @param draft names the draft that they belong to
	 * @param presetReason why such a picture is evidence; '' where it is none unless somebody says so. Reactive
	 * @param already how many pictures the message has
	 */
	constructor(app: App, draft: () => string, presetReason: () => string, already = 0) {
		this.#app = app;
		this.#draft = draft;
		this.#presetReason = presetReason;
		this.#already = already;
	}

	get list(): readonly HeldPicture[] {
		return this.#list;
	}

	/** True while a file is being made into a picture. */
	get taking(): boolean {
		return this.#taking > 0;
	}

	/** How many more there can be. */
	get room(): number {
		return MAX_PICTURES - this.#already - this.#list.length - this.#taking;
	}

	/** Beweismittel */
	get evidence(): boolean {
		return this.#evidence ?? this.#presetReason() !== '';
	}

	set evidence(evidence: boolean) {
		this.#evidence = evidence;
	}

	/** Why it is evidence. */
	get reason(): string {
		return this.#reason ?? this.#presetReason();
	}

	set reason(reason: string) {
		this.#reason = reason;
	}

	/** What keeps the pictures from being saved: evidence needs a reason. */
	get problems(): FieldProblem[] {
		if (this.#list.length === 0 || !this.evidence) return [];
		if (this.reason.trim() === '') return [{ field: 'evidence', problem: 'missing' }];
		return this.reason.trim().length > MAX_SHORT ? [{ field: 'evidence', problem: 'too-long' }] : [];
	}

	/** Makes a picture of a file, and keeps it. Nothing happens where there are enough. @throws PictureProblem, StorageFull */
	async add(file: Blob): Promise<void> {
		if (this.room <= 0) return;
		this.#taking += 1;
		const taken = this.#take(file);
		this.#running = Promise.allSettled([this.#running, taken]);
		try {
			const picture = await taken;
			if (!this.#list.some(({ id }) => id === picture.id)) this.#list = [...this.#list, picture];
		} finally {
			this.#taking -= 1;
		}
	}

	/** Puts a picture away. It is still on the device: {@link putBack}, or {@link forget}. */
	putAway(id: string): void {
		this.#list = this.#list.filter((picture) => picture.id !== id);
	}

	putBack(picture: HeldPicture): void {
		if (!this.#list.some(({ id }) => id === picture.id)) this.#list = [...this.#list, picture];
	}

	/** Removes a picture that was put away from the device; one that belongs to a message stays. */
	async forget(id: string): Promise<void> {
		const shelf = await this.#open();
		if (shelf.get(id)?.message === undefined && !this.#list.some((held) => held.id === id))
			await shelf.remove([id]);
	}

	/** Resolves once every file that was given is a picture, or was found to be none. */
	async settled(): Promise<void> {
		await this.#running;
	}

	/** As they are attached to a message. */
	get attached(): Picture[] {
		const evidence = this.evidence ? this.reason.trim() : undefined;
		return this.#list.map(({ id, mediaType, bytes, width, height }) => {
			return { picture: id, mediaType, bytes, width, height, evidence };
		});
	}

	/** As a draft keeps them. */
	get draft(): PictureDraft {
		const pictures = this.#list.length > 0 ? [...this.#list] : undefined;
		return { pictures, evidence: this.#evidence, evidenceReason: this.#reason };
	}

	/** Goes on with a draft, and with what was stored just before a crash. */
	resume(draft: PictureDraft): void {
		this.#list = draft.pictures ?? [];
		this.#evidence = draft.evidence;
		this.#reason = draft.evidenceReason;
		void this.#open().then(
			(shelf) => shelf.heldBy(this.#draft()).forEach((picture) => this.putBack(heldPicture(picture))),
			() => undefined
		);
	}

	async #take(file: Blob): Promise<HeldPicture> {
		const shelf = await this.#open();
		return heldPicture(await shelf.take(file, this.#draft()));
	}

	async #open(): Promise<PictureShelf> {
		this.#shelf ??= await this.#app.pictures();
		return this.#shelf;
	}
}

function heldPicture({ id, mediaType, bytes, width, height }: TakenPicture): HeldPicture {
	return { id, mediaType, bytes, width, height };
}
