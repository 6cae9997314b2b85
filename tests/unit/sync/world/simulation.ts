import { HOUR, MINUTE } from '../../domain/writer.ts';
import { faultyNetwork } from './faults.ts';
import type { Tab, Tablet } from './tab.ts';
import { replicaTexts, World } from './world.ts';

/** What a simulated world came to. */
export interface Outcome {
	readonly operations: readonly string[];
	readonly written: readonly string[];
	readonly server: readonly string[];
	readonly replicas: readonly (readonly string[])[];
	readonly unsent: readonly string[];
	/** Messages whose time is off by more than rule C1 tolerates */
	readonly wrongTimes: readonly string[];
}

interface Place {
	readonly tablet: Tablet;
	tabs: Tab[];
	/** Texts */
	readonly written: string[];
}

const OPERATIONS = 60;
/** Measured, reissued, and moved by half a slow request: what may remain. */
const TOLERATED = 3 * MINUTE;

class Simulation {
	readonly world: World;
	readonly operations: string[] = [];
	readonly places: Place[];
	/** True instants by text */
	readonly written = new Map<string, number>();
	/** Texts of what was unsent while its tablet's clock was set: after a restart nobody can tell by how much (SPEC, Clock) */
	readonly #undatable = new Set<string>();
	#faults = 0.15;
	#generations = 1;
	#backup: ReturnType<World['server']['backup']>;

	constructor(seed: number) {
		this.world = new World(seed);
		const { prng } = this.world;
		const network = faultyNetwork(prng, () => this.#faults);
		this.places = ['t1', 't2', 't3'].map((name) => ({
			tablet: this.world.tablet(name, network),
			tabs: [],
			written: []
		}));
		this.#backup = this.world.server.backup();
	}

	/** Does something at random. */
	async step(): Promise<void> {
		const { prng, time, server } = this.world;
		const place = prng.pick(this.places);
		const { tablet } = place;
		const name = tablet.caller.device;
		const dice = prng.below(100);
		if (dice < 35) await this.#write(place);
		else if (dice < 60) {
			const ms = Math.floor(10 ** (prng.next() * 5));
			this.#note(`pass ${ms}`);
			await time.pass(ms);
		} else if (dice < 70) {
			tablet.online = !tablet.online;
			this.#note(`${name} ${tablet.online ? 'online' : 'offline'}`);
			for (const tab of place.tabs) tab.changed();
		} else if (dice < 80) await this.#crash(place);
		else if (dice < 84) {
			this.#note(`${name} another tab`);
			await this.#open(place);
		} else if (dice < 88) {
			const visible = prng.chance(0.5);
			this.#note(`${name} ${visible ? 'shows' : 'hides'} a tab`);
			if (place.tabs.length > 0) prng.pick(place.tabs).show(visible);
		} else if (dice < 92) {
			tablet.clockError = Math.floor((prng.next() - 0.5) * 20 * HOUR);
			this.#note(`${name} clock off by ${tablet.clockError}`);
			const sent = new Set(this.world.texts);
			for (const text of place.written) if (!sent.has(text)) this.#undatable.add(text);
		} else if (dice < 95) {
			this.#note('backup');
			this.#backup = server.backup();
		} else if (dice < 97) {
			this.#generations += 1;
			this.#note(`restore as g${this.#generations}`);
			server.restore(this.#backup, `g${this.#generations}`);
		} else {
			this.#note('a page of the directory');
			server.put('directory', {
				_id: `contacts:000${prng.below(9)}`,
				_rev: `1-${prng.below(1e9)}`,
				contacts: []
			});
		}
	}

	/** Ends all faults, and waits until everything has settled or an hour has passed. */
	async calm(): Promise<void> {
		const { time } = this.world;
		this.#faults = 0;
		for (const place of this.places) {
			if (place.tabs.length === 0) await this.#open(place);
			place.tablet.online = true;
			for (const tab of place.tabs) tab.show(true);
		}
		await this.#retryDenied();
		for (let minute = 0; minute < 60; minute += 1) {
			await time.pass(MINUTE);
			if (await this.#settled()) return;
		}
	}

	async outcome(): Promise<Outcome> {
		const { server, texts } = this.world;
		const entries = this.places.flatMap(({ tabs }) => tabs[0]?.device.outbox.entries ?? []);
		const unsent = entries.map((entry) => JSON.stringify(entry));
		const wrongTimes = [...server.docs('messages').values()].flatMap((doc) => {
			const error = Date.parse(String(doc.at)) - (this.written.get(String(doc.text)) ?? NaN);
			return Math.abs(error) <= TOLERATED || this.#undatable.has(String(doc.text))
				? []
				: [`${String(doc.text)}: ${error} ms`];
		});
		const replicas = await Promise.all(this.places.flatMap(({ tabs }) => tabs.map(replicaTexts)));
		const written = [...this.written.keys()].sort();
		return {
			operations: this.operations,
			written,
			server: texts,
			replicas,
			unsent,
			wrongTimes
		};
	}

	/** A lone fact that the network answered with 413 waits for somebody to try it again (rule P4). */
	async #retryDenied(): Promise<void> {
		const retries = this.places.flatMap(({ tabs: [tab] }) =>
			(tab?.device.outbox.entries ?? []).flatMap(({ fact, refusal }) =>
				tab && refusal?.status === 413 ? [tab.device.outbox.retry(fact._id)] : []
			)
		);
		await Promise.all(retries);
	}

	async #settled(): Promise<boolean> {
		const { written, server, replicas, unsent } = await this.outcome();
		const same = (texts: readonly string[]): boolean => texts.join() === written.join();
		return unsent.length === 0 && same(server) && replicas.every(same);
	}

	#note(operation: string): void {
		this.operations.push(`${this.operations.length} ${operation}`);
	}

	async #open(place: Place): Promise<Tab> {
		const tab = await this.world.open(place.tablet);
		place.tabs.push(tab);
		return tab;
	}

	/** A message counts as written once the device has said so. */
	async #write(place: Place): Promise<void> {
		const { prng, time } = this.world;
		const tab = place.tabs.length > 0 ? prng.pick(place.tabs) : await this.#open(place);
		const at = time.now;
		let text: string | undefined;
		const writing = this.world.write(tab, place.tablet).then((fact) => {
			text = 'text' in fact ? String(fact.text) : '';
		});
		await Promise.race([writing, time.pass(1)]);
		await time.pass(1);
		this.#note(`${place.tablet.caller.device} writes ${text ?? 'something, and crashes'}`);
		if (text === undefined) return;
		place.written.push(text);
		this.written.set(text, at);
	}

	/** All tabs of a tablet die, now or at one of the next writes. */
	async #crash({ tablet, tabs }: Place): Promise<void> {
		const { prng, time } = this.world;
		const writes = prng.below(6);
		this.#note(`${tablet.caller.device} crashes after ${writes} writes`);
		for (const tab of tabs) tab.boot.crashAfter(writes, () => undefined);
		await time.pass(prng.below(5_000));
		for (const tab of tabs.splice(0)) tab.boot.crash();
		tablet.locks.forget();
	}
}

/** Lets tablets, a server and their misfortunes run as the seed has it, then calms everything. */
export async function simulate(seed: number): Promise<Outcome> {
	const simulation = new Simulation(seed);
	for (let step = 0; step < OPERATIONS; step += 1) await simulation.step();
	await simulation.calm();
	const outcome = await simulation.outcome();
	await simulation.world.close();
	return outcome;
}
