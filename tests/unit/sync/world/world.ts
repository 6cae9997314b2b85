// Loaded when they are first needed; simulated time would not wait for the disk.
import '../../../../src/lib/sync/pull.ts';
import '../../../../src/lib/sync/pictures.ts';
import '../../../../src/lib/data/pictures.ts';
import { messageFact } from '../../domain/messages.ts';
import { ANNA, NOW } from '../../domain/writer.ts';
import { MemoryStorage } from '../../data/memoryStorage.ts';
import type { Fact } from '../../../../src/lib/domain/facts/registry.ts';
import { FakeServer } from './fakeServer.ts';
import { Prng } from './prng.ts';
import { Tab, newTablet, type Network, type Tablet } from './tab.ts';
import { Time } from './time.ts';

/** A server and tablets, all in memory, under one clock. */
export class World {
	readonly time = new Time(NOW);
	readonly server = new FakeServer(this.time);
	readonly prng: Prng;
	readonly tabs: Tab[] = [];
	#written = 0;

	constructor(seed = 1) {
		this.prng = new Prng(seed);
	}

	tablet(device: string, network?: Network): Tablet {
		return newTablet(new MemoryStorage(() => this.prng.chance(0.5)), device, network);
	}

	async open(tablet: Tablet): Promise<Tab> {
		const tab = await Tab.open(tablet, this.server, this.time, this.prng);
		this.tabs.push(tab);
		return tab;
	}

	/** Writes a message as the app does; it is told from all others by its text. */
	async write(
		tab: Tab,
		tablet: Tablet,
		changes: { text?: string; shift?: string; heldFor?: number } = {}
	): Promise<Fact> {
		const text = changes.text ?? `Mitteilung ${(this.#written += 1)}`;
		const stamp = tab.sync.clock.stamp();
		const fact = messageFact(
			{ text },
			{
				now: () => tab.sync.clock.now(),
				random: (length) => this.prng.bytes(length),
				device: tablet.caller.device,
				deviceSite: 'LNU',
				author: ANNA,
				shift: changes.shift
			}
		);
		await tab.device.outbox.add(fact, stamp, { heldFor: changes.heldFor });
		return fact;
	}

	/** Texts of what the server has. */
	get texts(): string[] {
		return textsOf([...this.server.docs('messages').values()]);
	}

	/** Lets time pass until the condition holds. @throws Error where it does not within ten minutes */
	async until(condition: () => boolean | Promise<boolean>, minutes = 10): Promise<void> {
		const end = this.time.now + minutes * 60_000;
		await this.time.pass(0);
		while (!(await condition())) {
			if (this.time.now > end) throw new Error(`never came about: ${condition.toString()}`);
			await this.time.pass(500);
		}
	}

	async close(): Promise<void> {
		const closing = Promise.all(this.tabs.filter((tab) => !tab.boot.crashed).map((tab) => tab.close()));
		await this.time.pass(1_000);
		await closing;
	}
}

/** The texts of messages, sorted. */
export function textsOf(docs: readonly object[]): string[] {
	return docs.map((doc) => ('text' in doc ? String(doc.text) : '')).sort();
}

/** Texts of the messages in a tab's replica. */
export async function replicaTexts(tab: Tab): Promise<string[]> {
	let facts: Fact[] = [];
	const stop = await tab.device.messages.follow({ arrived: (all) => (facts = all), gone: () => undefined });
	stop();
	return textsOf(facts);
}
