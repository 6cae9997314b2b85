import * as v from 'valibot';
import type { Corrupt } from './errors.ts';
import { Listeners } from './listeners.ts';
import type { Rows } from './rows.ts';
import type { Channel } from './storage.ts';

/** What the device remembers of itself: small values by key, read into memory at the start. */
export class Settings {
	readonly #rows: Rows;
	readonly #channel: Channel;
	readonly #report: (corrupt: Corrupt) => void;
	readonly #changed = new Listeners<string>();
	#values: Map<string, unknown>;
	#closed = false;

	private constructor(
		rows: Rows,
		channel: Channel,
		values: Map<string, unknown>,
		report: (corrupt: Corrupt) => void
	) {
		this.#rows = rows;
		this.#channel = channel;
		this.#values = values;
		this.#report = report;
		channel.listen((key) => void this.#reread(String(key)));
	}

	static async open(rows: Rows, channel: Channel, report: (corrupt: Corrupt) => void): Promise<Settings> {
		return new Settings(rows, channel, await rows.all('settings'), report);
	}

	/** The value, or undefined where there is none or where it is not of the schema (which is reported; the row stays). */
	get<Schema extends v.GenericSchema>(key: string, schema: Schema): v.InferOutput<Schema> | undefined {
		const value = this.#values.get(key);
		if (value === undefined) return undefined;
		const result = v.safeParse(schema, value);
		if (result.success) return result.output;
		this.#report({ where: 'settings', id: key, field: v.getDotPath(result.issues[0]) ?? undefined });
		return undefined;
	}

	/**
	 * Stores a value that survives a structured clone. It counts from now on; the promise says when it is stored.
	 * @throws StorageFull
	 */
	async set(key: string, value: unknown): Promise<void> {
		// Who still notes something after a wipe must not bring the table back.
		if (this.#closed) return;
		const before = this.#values.get(key);
		this.#take(key, value);
		try {
			await this.#rows.write('settings', new Map([[key, value]]));
		} catch (error) {
			if (this.#values.get(key) === value) this.#take(key, before);
			throw error;
		}
		this.#channel.post(key);
	}

	/** Forgets a value. */
	remove(key: string): Promise<void> {
		return this.set(key, undefined);
	}

	/** Hears the key of each value that changes, in this tab or another. @returns what ends it */
	watch(listener: (key: string) => void): () => void {
		return this.#changed.add(listener);
	}

	/** From now on nothing is stored any more. */
	close(): void {
		this.#closed = true;
	}

	#take(key: string, value: unknown): void {
		if (value === undefined) this.#values.delete(key);
		else this.#values.set(key, value);
		this.#changed.tell(key);
	}

	async #reread(key: string): Promise<void> {
		this.#take(key, await this.#rows.get('settings', key));
	}
}
