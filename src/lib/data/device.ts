import { Drafts } from './drafts.ts';
import { storageError, type Corrupt } from './errors.ts';
import { Messages } from './messages.ts';
import { Outbox } from './outbox.ts';
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
		this.settings = settings;
		this.outbox = outbox;
		this.drafts = new Drafts(rows, now, report);
		this.directory = new Replica('directory', storage, settings);
		this.messages = new Messages(new Replica('messages', storage, settings), report);
	}

	/** Sees whether the storage still answers, and opens it again where it does not (iOS closes it in the background). */
	async probe(): Promise<Health> {
		const parts = [this.outbox, this.directory, this.messages.replica];
		try {
			await Promise.all([this.#rows.get('settings', 'probe'), ...parts.map((part) => part.probe())]);
			return 'ok';
		} catch {
			try {
				for (const part of parts) await part.reopen();
				for (const part of parts) await part.probe();
				return 'reopened';
			} catch {
				return 'lost';
			}
		}
	}

	/** Lets go of everything, drafts written out first. */
	async close(): Promise<void> {
		await this.drafts.flush().catch(() => undefined);
		await Promise.all([this.outbox.close(), this.directory.close(), this.messages.replica.close()]);
		this.#rows.close();
		this.#channel.close();
	}

	/** Wipes the device: replicas, outbox, drafts, settings. */
	async destroy(): Promise<void> {
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
