import { Drafts } from './drafts.ts';
import { storageError, type Corrupt } from './errors.ts';
import { Messages } from './messages.ts';
import { Outbox } from './outbox.ts';
import type { EntryPages } from './entryPages.ts';
import type { Pictures } from './pictures.ts';
import { Renames } from './renames.ts';
import { Replica } from './replica.ts';
import type { Rows } from './rows.ts';
import { Settings } from './settings.ts';
import type { Channel, DeviceStorage } from './storage.ts';

/** What {@link openDevice} needs. */
export interface DeviceOptions {
	readonly storage: DeviceStorage;
	/** Hears of what was read back from storage and is not what was written there */
	onCorrupt?(corrupt: Corrupt): void;
	/** The device's own clock, ms since 1970 */
	now?(): number;
}

/** `ok`: the storage answers · `reopened`: it does again · `lost`: only a reload of the page helps. */
export type Health = 'ok' | 'reopened' | 'lost';

/** All that is stored on the device. */
export class Device {
	readonly directory: Replica;
	readonly messages: Messages;
	readonly outbox: Outbox;
	readonly drafts: Drafts;
	readonly settings: Settings;
	readonly #rows: Rows;
	readonly #channel: Channel;
	readonly #openPictures: () => Promise<Pictures>;
	#pictures: Promise<Pictures> | undefined;
	readonly #openEntries: () => Promise<EntryPages>;
	#entries: Promise<EntryPages> | undefined;
	#probing: Promise<Health> | undefined;
	#closed = false;

	constructor(
		storage: DeviceStorage,
		rows: Rows,
		channel: Channel,
		settings: Settings,
		outbox: Outbox,
		now: () => number,
		report: (corrupt: Corrupt) => void
	) {
		this.#rows = rows;
		this.#channel = channel;
		this.#openPictures = async () => {
			const { openPictures } = await import('./pictures.ts');
			return openPictures(storage, report);
		};
		this.#openEntries = async () => {
			const { EntryPages } = await import('./entryPages.ts');
			return new EntryPages(await storage.entryRows());
		};
		this.settings = settings;
		this.outbox = outbox;
		this.drafts = new Drafts(rows, now, report);
		this.directory = new Replica('directory', storage, settings);
		this.messages = new Messages(new Replica('messages', storage, settings), report);
	}

	/** The pictures that were taken here. They are opened when they are first asked for: a start is not to wait for them. @throws StorageLost */
	pictures(): Promise<Pictures> {
		this.#pictures ??= this.#openPictures().catch((error: unknown) => {
			this.#pictures = undefined;
			throw storageError(error);
		});
		return this.#pictures;
	}

	/** The pages of entry events that were fetched; opened when they are first asked for. @throws StorageLost */
	entries(): Promise<EntryPages> {
		this.#entries ??= this.#openEntries().catch((error: unknown) => {
			this.#entries = undefined;
			throw storageError(error);
		});
		return this.#entries;
	}

	/**
	 * Sees whether the storage still answers, and opens it again where it does not (iOS closes it in the background). Who asks meanwhile gets the
	 * same answer: opened twice, one of the two would be left behind.
	 */
	probe(): Promise<Health> {
		this.#probing ??= this.#probe().finally(() => (this.#probing = undefined));
		return this.#probing;
	}

	async #probe(): Promise<Health> {
		if (this.#closed) return 'lost';
		const parts = [this.outbox, this.directory, this.messages.replica];
		const tables = (): Promise<unknown> => this.#rows.get('settings', 'probe');
		try {
			await Promise.all([tables(), ...parts.map((part) => part.probe())]);
			return 'ok';
		} catch {
			try {
				// They come back by themselves, unless the device was wiped: then nothing else is to be made anew either.
				await tables();
				for (const part of parts) await part.reopen();
				for (const part of parts) await part.probe();
				return 'reopened';
			} catch {
				return 'lost';
			}
		}
	}

	/** From now on nothing is stored or opened again. */
	async #end(): Promise<void> {
		this.#closed = true;
		this.settings.close();
		await this.#probing;
	}

	/** Lets go of everything, drafts written out first. */
	async close(): Promise<void> {
		await this.#end();
		await this.drafts.flush().catch(() => undefined);
		await Promise.all([this.outbox.close(), this.directory.close(), this.messages.replica.close()]);
		this.#rows.close();
		this.#channel.close();
		(await this.#pictures?.catch(() => undefined))?.close();
		(await this.#entries?.catch(() => undefined))?.close();
	}

	/** Wipes the device: replicas, outbox, pictures, entry events, drafts, settings. */
	async destroy(): Promise<void> {
		await this.#end();
		await (await this.pictures()).destroy();
		await (await this.entries()).clear();
		await Promise.all([this.outbox.destroy(), this.directory.destroy(), this.messages.replica.destroy()]);
		await this.#rows.destroy();
		this.#channel.close();
	}
}

/**
 * Opens what is stored on the device. Settings and outbox are in memory when it resolves.
 * @throws StorageLost, StorageFull
 */
export async function openDevice({ storage, onCorrupt, now = Date.now }: DeviceOptions): Promise<Device> {
	const report = (corrupt: Corrupt): void => onCorrupt?.(corrupt);
	try {
		const rows = await storage.rows();
		const channel = storage.channel('settings');
		const settings = await Settings.open(rows, channel, report);
		const outbox = await Outbox.open(() => storage.database('outbox'), now, new Renames(settings), report);
		return new Device(storage, rows, channel, settings, outbox, now, report);
	} catch (error) {
		throw storageError(error);
	}
}
