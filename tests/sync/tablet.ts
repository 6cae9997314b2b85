import { inject } from 'vitest';
import { browserStorage } from '../../src/lib/data/browserStorage.ts';
import { openDevice, type Device } from '../../src/lib/data/device.ts';
import type { Fact } from '../../src/lib/domain/facts/registry.ts';
import type { Writer } from '../../src/lib/domain/issue.ts';
import { Log } from '../../src/lib/domain/log.ts';
import { browserEnvironment } from '../../src/lib/sync/browserEnvironment.ts';
import type { Environment } from '../../src/lib/sync/environment.ts';
import { createSync, type Sync } from '../../src/lib/sync/sync.ts';
import { messageFact } from '../unit/domain/messages.ts';
import { ANNA } from '../unit/domain/writer.ts';
import type { Order } from './lab/lab.ts';
import type { Fault } from './lab/passing.ts';

/** Gives the lab an order. */
async function order<T>(what: Order): Promise<T> {
	const response = await fetch(`${inject('lab')}/lab`, { method: 'POST', body: JSON.stringify(what) });
	return (await response.json()) as T;
}

/** A real server with a database of its own. */
export class LabServer {
	readonly #id: number;

	private constructor(id: number) {
		this.#id = id;
	}

	static async start(): Promise<LabServer> {
		return new LabServer(await order<number>({ do: 'server' }));
	}

	/** Texts of the messages that it has, sorted. */
	async texts(): Promise<string[]> {
		return textsOf(await this.facts());
	}

	facts(): Promise<Fact[]> {
		return order({ do: 'facts', server: this.#id });
	}

	/** @param pause how long it is away, ms */
	restart(pause = 0): Promise<void> {
		return order({ do: 'restart', server: this.#id, pause });
	}

	backup(): Promise<void> {
		return order({ do: 'backup', server: this.#id });
	}

	restore(): Promise<void> {
		return order({ do: 'restore', server: this.#id });
	}

	stop(): Promise<void> {
		return order({ do: 'stop', server: this.#id });
	}

	/** A new tablet of it, with nothing on it yet. */
	async tablet(): Promise<Tablet> {
		const { id, identity } = await order<{ id: number; identity: { device: string } }>({
			do: 'device',
			server: this.#id
		});
		return new Tablet(id, identity.device);
	}
}

/** What a test may change of the real browser. */
export interface TabOptions {
	/** What the device's clock is off by, ms */
	readonly clockError?: number;
}

/** A tablet: its storage in this browser, and its way to the server through the lab. */
export class Tablet {
	readonly #id: number;
	readonly #device: string;
	readonly #storage = `tablet-${crypto.randomUUID()}`;
	readonly #tabs: Tab[] = [];

	constructor(id: number, device: string) {
		this.#id = id;
		this.#device = device;
	}

	fault(fault?: Fault): Promise<void> {
		return order({ do: 'fault', device: this.#id, fault });
	}

	async open({ clockError = 0 }: TabOptions = {}): Promise<Tab> {
		const real = browserEnvironment();
		const base = `${inject('lab')}/device/${this.#id}`;
		const environment: Environment = {
			...real,
			fetch: (address, init) => fetch(base + address, init),
			now: () => real.now() + clockError,
			// Tablets of one test are tabs of one browser: each has its lock and its channel.
			locks: {
				request: (name, options, hold) => real.locks.request(`${this.#storage}-${name}`, options, hold)
			},
			channel: (name) => real.channel(`${this.#storage}-${name}`)
		};
		const device = await openDevice({ storage: browserStorage(this.#storage), now: environment.now });
		const sync = createSync({ device, environment, appVersion: '0.1.0' });
		sync.start();
		const tab = new Tab(device, sync, this.#device);
		this.#tabs.push(tab);
		return tab;
	}

	async close(): Promise<void> {
		for (const tab of this.#tabs.splice(0)) await tab.close();
	}
}

/** The app on a tablet, without its screens. */
export class Tab {
	readonly device: Device;
	readonly sync: Sync;
	readonly #name: string;
	#closed = false;

	constructor(device: Device, sync: Sync, name: string) {
		this.device = device;
		this.sync = sync;
		this.#name = name;
	}

	/** Writes a message as the app does. @returns once it is stored on the device */
	write(text: string): Promise<Fact> {
		return this.say((writer) => messageFact({ text }, writer));
	}

	/** Writes a fact as the app does. @returns once it is stored on the device */
	async say<T extends Fact>(make: (writer: Writer) => T): Promise<T> {
		const stamp = this.sync.clock.stamp();
		const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
		const now = (): number => this.sync.clock.now();
		const fact = make({ now, random, device: this.#name, deviceSite: 'LNU', author: ANNA });
		await this.device.outbox.add(fact, stamp);
		return fact;
	}

	/** Texts of the messages in the replica, sorted. */
	async texts(): Promise<string[]> {
		return textsOf(await this.#replica());
	}

	/** What the screens show: the fold of all that is on the device, see {@link foldOf}. */
	async fold(): Promise<string> {
		return foldOf([...(await this.#replica()), ...this.device.outbox.entries.map(({ fact }) => fact)]);
	}

	async #replica(): Promise<Fact[]> {
		let facts: Fact[] = [];
		const stop = await this.device.messages.follow({
			arrived: (all) => (facts = all),
			gone: () => undefined
		});
		stop();
		return facts;
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		await this.sync.close();
		await this.device.close();
	}
}

/** The folded subjects as text, the same for the same state. */
export function foldOf(facts: readonly Fact[]): string {
	const log = new Log();
	// a document of the database has its revision besides
	log.add(facts.map((fact) => ({ ...fact, _rev: undefined })));
	const subjects = [...log.subjects()].sort().map((id) => log.subject(id));
	return JSON.stringify(subjects, (_key, value: unknown) => {
		if (value instanceof Map) return [...value].sort();
		if (value instanceof Set) return [...value].sort();
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
		return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
	});
}

function textsOf(facts: readonly Fact[]): string[] {
	return facts.map((fact) => ('text' in fact ? String(fact.text) : fact.type)).sort();
}

/** Waits for something that is told by events. @throws Error where it does not come about in time, ms */
export async function until(condition: () => boolean | Promise<boolean>, within = 20_000): Promise<void> {
	const end = performance.now() + within;
	while (!(await condition())) {
		if (performance.now() > end) throw new Error(`never came about: ${condition.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
