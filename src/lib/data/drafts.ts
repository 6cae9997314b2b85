import * as v from 'valibot';
import { DraftTooLarge, storageError, type Corrupt } from './errors.ts';
import { Listeners } from './listeners.ts';
import type { Rows } from './rows.ts';

/** Largest draft, in UTF-16 code units of its JSON. */
export const MAX_DRAFT = 100_000;

/** A draft as it was stored. */
export interface StoredDraft<T> {
	readonly key: string;
	readonly value: T;
	/** ms since 1970, of the device's own clock */
	readonly savedAt: number;
}

const row = v.object({ value: v.unknown(), savedAt: v.number() });

/** What is being typed, by contact. Written on every keystroke: while one write runs, only the last of those that follow is kept. */
export class Drafts {
	readonly #rows: Rows;
	readonly #now: () => number;
	readonly #report: (corrupt: Corrupt) => void;
	readonly #failures = new Listeners<Error>();
	/** Drafts that have grown too large: that is told once, not with every keystroke */
	readonly #tooLarge = new Set<string>();
	#waiting = new Map<string, unknown>();
	#writing = new Map<string, unknown>();
	#run: Promise<void> | undefined;
	#failure: Error | undefined;

	constructor(rows: Rows, now: () => number, report: (corrupt: Corrupt) => void) {
		this.#rows = rows;
		this.#now = now;
		this.#report = report;
	}

	/**
	 * Keeps a draft. Returns at once; {@link flush} says when it is stored, {@link watchFailures} when it could not be. One over
	 * {@link MAX_DRAFT} is not kept: the last one that was stays.
	 */
	put(key: string, value: unknown): void {
		if (JSON.stringify(value).length > MAX_DRAFT) return this.#tellTooLarge(key);
		this.#tooLarge.delete(key);
		this.#queue(key, { value, savedAt: this.#now() });
	}

	/** Forgets a draft. @returns when it is gone from storage */
	remove(key: string): Promise<void> {
		this.#tooLarge.delete(key);
		this.#queue(key, undefined);
		return this.flush();
	}

	/** @returns when all that was put is stored @throws StorageFull where it could not be */
	async flush(): Promise<void> {
		if (!this.#run && this.#waiting.size > 0) this.#run = this.#write();
		await this.#run;
		if (this.#failure) throw this.#failure;
	}

	/** Hears why a draft could not be stored. */
	watchFailures(listener: (error: Error) => void): () => void {
		return this.#failures.add(listener);
	}

	/** The draft of that key, where there is one of that shape. */
	async get<Schema extends v.GenericSchema>(
		key: string,
		schema: Schema
	): Promise<StoredDraft<v.InferOutput<Schema>> | undefined> {
		const pending = [this.#waiting, this.#writing].find((map) => map.has(key));
		return this.#parse(key, pending ? pending.get(key) : await this.#rows.get('drafts', key), schema);
	}

	/** All drafts of that shape. */
	async list<Schema extends v.GenericSchema>(schema: Schema): Promise<StoredDraft<v.InferOutput<Schema>>[]> {
		const all = new Map([...(await this.#rows.all('drafts')), ...this.#writing, ...this.#waiting]);
		return [...all].flatMap(([key, stored]) => this.#parse(key, stored, schema) ?? []);
	}

	#tellTooLarge(key: string): void {
		if (this.#tooLarge.has(key)) return;
		this.#tooLarge.add(key);
		this.#failures.tell(new DraftTooLarge(key));
	}

	#queue(key: string, value: unknown): void {
		this.#waiting.set(key, value);
		this.#run ??= this.#write();
	}

	async #write(): Promise<void> {
		while (this.#waiting.size > 0) {
			this.#writing = this.#waiting;
			this.#waiting = new Map();
			try {
				await this.#rows.write('drafts', this.#writing);
				this.#failure = undefined;
			} catch (error) {
				// What was typed last stays in memory, and the next keystroke or flush tries again.
				this.#waiting = new Map([...this.#writing, ...this.#waiting]);
				this.#failure = storageError(error);
				this.#failures.tell(this.#failure);
				break;
			}
		}
		this.#writing = new Map();
		this.#run = undefined;
	}

	#parse<Schema extends v.GenericSchema>(
		key: string,
		stored: unknown,
		schema: Schema
	): StoredDraft<v.InferOutput<Schema>> | undefined {
		if (stored === undefined) return undefined;
		const outer = v.safeParse(row, stored);
		const inner = outer.success ? v.safeParse(schema, outer.output.value) : outer;
		if (outer.success && inner.success) return { key, value: inner.output, savedAt: outer.output.savedAt };
		this.#report({ where: 'drafts', id: key });
		return undefined;
	}
}
