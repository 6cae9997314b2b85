import { openDevice, type Device } from '../../../../src/lib/data/device.ts';
import type { Environment, Locks } from '../../../../src/lib/sync/environment.ts';
import { createSync, type Sync } from '../../../../src/lib/sync/sync.ts';
import type { Boot, MemoryStorage } from '../../data/memoryStorage.ts';
import type { Caller, FakeServer } from './fakeServer.ts';
import type { Prng } from './prng.ts';
import type { Time } from './time.ts';

/** A way from a device to the server, with its faults. */
export type Network = (
	server: FakeServer,
	caller: Caller,
	address: string,
	init: RequestInit
) => Promise<Response>;

/** A tablet: its clock, its network, its storage and Web Lock, whatever tabs are open on it. */
export interface Tablet {
	readonly caller: Caller;
	readonly storage: MemoryStorage;
	readonly locks: MemoryLocks;
	/** What its clock is off by, ms */
	clockError: number;
	/** For how long its monotonic clock has stood still, ms */
	slept: number;
	online: boolean;
	network: Network;
}

const passThrough: Network = (server, caller, address, init) => server.handle(caller, address, init);

export function newTablet(storage: MemoryStorage, device: string, network: Network = passThrough): Tablet {
	const caller = { account: device, device };
	return { caller, storage, locks: new MemoryLocks(), clockError: 0, slept: 0, online: true, network };
}

interface Waiting {
	grant(): void;
}

/** One Web Lock, as `navigator.locks` gives it. */
export class MemoryLocks implements Locks {
	#queue: Waiting[] = [];
	#lose: (() => void) | undefined;

	request(
		_name: string,
		{ steal, signal }: { steal?: boolean; signal?: AbortSignal },
		hold: () => Promise<void>
	): Promise<void> {
		return new Promise((resolve, reject) => {
			const fail = (): void => reject(new DOMException('lost', 'AbortError'));
			const waiting: Waiting = {
				grant: () => {
					this.#lose = fail;
					const release = (): void => {
						if (this.#lose !== fail) return;
						this.#lose = undefined;
						this.#queue.shift()?.grant();
					};
					hold().then(
						() => {
							resolve();
							release();
						},
						(error: unknown) => {
							reject(error as Error);
							release();
						}
					);
				}
			};
			if (signal?.aborted) return fail();
			signal?.addEventListener('abort', () => {
				const at = this.#queue.indexOf(waiting);
				if (at < 0) return;
				this.#queue.splice(at, 1);
				fail();
			});
			if (steal) {
				this.#lose?.();
				waiting.grant();
			} else if (this.#lose) this.#queue.push(waiting);
			else waiting.grant();
		});
	}

	/** A page that crashed lets go of the lock, and of its place in the queue. */
	forget(): void {
		this.#lose = undefined;
		this.#queue = [];
	}
}

let pages = 0;

/** A page of the app on a tablet: device and sync, as the app puts them together. */
export class Tab {
	readonly device: Device;
	readonly sync: Sync;
	readonly boot: Boot;
	readonly #listeners: Set<() => void>;
	readonly #visible: { value: boolean };

	private constructor(
		device: Device,
		sync: Sync,
		boot: Boot,
		listeners: Set<() => void>,
		visible: { value: boolean }
	) {
		this.device = device;
		this.sync = sync;
		this.boot = boot;
		this.#listeners = listeners;
		this.#visible = visible;
	}

	/** Opens the app; sync is started. */
	static async open(tablet: Tablet, server: FakeServer, time: Time, prng: Prng): Promise<Tab> {
		const boot = tablet.storage.boot();
		const listeners = new Set<() => void>();
		const visible = { value: true };
		const started = time.now;
		const environment: Environment = {
			async fetch(address, init) {
				if (!tablet.online) throw new TypeError('Failed to fetch');
				const response = await tablet.network(server, tablet.caller, address, init);
				return boot.crashed ? new Promise(() => undefined) : response;
			},
			origin: 'http://server',
			now: () => time.now + tablet.clockError,
			monotonic: () => time.now - started - tablet.slept,
			random: () => prng.next(),
			randomBytes: (length) => prng.bytes(length),
			page: `page-${(pages += 1)}`,
			later: (callback, ms) => time.later(() => boot.crashed || callback(), ms),
			online: () => tablet.online,
			visible: () => visible.value,
			onChange(listener) {
				listeners.add(listener);
				return () => void listeners.delete(listener);
			},
			locks: tablet.locks,
			channel: (name) => boot.channel(name)
		};
		const device = await openDevice({ storage: boot, now: environment.now });
		const sync = createSync({ device, environment, appVersion: '1.2.0' });
		sync.start();
		return new Tab(device, sync, boot, listeners, visible);
	}

	/** The network came or went. */
	changed(): void {
		for (const listener of [...this.#listeners]) listener();
	}

	show(visible: boolean): void {
		this.#visible.value = visible;
		this.changed();
	}

	async close(): Promise<void> {
		await this.sync.close();
		await this.device.close();
	}
}
