import type { Device, Health } from '../data/device.ts';
import { isUnsent } from '../data/keptPicture.ts';
import { Listeners } from '../data/listeners.ts';
import type { Pictures } from '../data/pictures.ts';
import type { StoredDoc } from '../data/pouch.ts';
import type { Replica } from '../data/replica.ts';
import { writesAsItself } from '../domain/checkFact.ts';
import { Clock } from './clock.ts';
import { Contact } from './contact.ts';
import type { Environment } from './environment.ts';
import { Lane } from './lane.ts';
import { pause } from './pause.ts';
import type { Pulled, PullListener } from './pull.ts';
import { Sending } from './sending.ts';
import type { Session } from './session.ts';
import type { SyncStatus } from './status.ts';
import { statusOf, type Progress } from './statusOf.ts';
import { TabLock } from './tabLock.ts';

/** Own facts that are older are not sent again after a restore: they may have been archived or erased on purpose (rule G3), ms. */
export const RECENT = 30 * 24 * 3600_000;

const PULLED = ['directory', 'messages'] as const satisfies readonly Pulled[];

/** What {@link createSync} needs. */
export interface SyncOptions {
	readonly device: Device;
	readonly environment: Environment;
	/** Of this app, `1.2.3` */
	readonly appVersion: string;
}

/** Keeps the device and the server in step while this tab is the one that does. It shows nothing itself. */
export class Sync {
	readonly clock: Clock;
	readonly #device: Device;
	readonly #environment: Environment;
	readonly #contact: Contact;
	readonly #sending: Sending;
	readonly #lanes: readonly Lane[];
	readonly #pulls: readonly Lane[];
	readonly #statuses = new Listeners<SyncStatus>();
	readonly #sessions = new Listeners<Session>();
	readonly #pulling = new Map<Pulled, Progress>();
	readonly #stops: (() => void)[] = [];
	#lock: TabLock | undefined;
	/** Once they are open */
	#pictures: Pictures | undefined;
	#leading = false;
	#closed = false;
	#storageLost = false;
	#wasAway = false;
	#wasHidden = false;
	#generation: string | undefined;
	#contactFailed = false;
	#session: Session;
	#status: SyncStatus;

	constructor({ device, environment, appVersion }: SyncOptions) {
		this.#device = device;
		this.#environment = environment;
		const changed = (): void => this.#update();
		this.clock = new Clock(environment, device.settings);
		this.#contact = new Contact(environment, device.settings, this.clock, appVersion, changed);
		this.#sending = new Sending({ device, environment, clock: this.clock, contact: this.#contact });
		const laneOf = (work: (generation: string, signal: AbortSignal) => Promise<void>): Lane =>
			new Lane(environment, this.#contact, work, changed);
		const pullOf = (name: Pulled): Lane => {
			const lane = laneOf((generation, signal) => this.#pull(name, lane, generation, signal));
			return lane;
		};
		this.#pulls = PULLED.map(pullOf);
		const facts = laneOf((generation, signal) => this.#sending.facts(facts, generation, signal));
		const pictures = laneOf((generation, signal) => this.#sending.pictures(pictures, generation, signal));
		this.#lanes = [...this.#pulls, facts, pictures];
		this.#session = this.#contact.session;
		this.#generation = this.#contact.generation;
		this.#status = { kind: 'starting', unsent: 0, refused: 0 };
		this.#update();
	}

	get status(): SyncStatus {
		return this.#status;
	}

	/** The last known one is kept on the device: at a start without network it is known at once. */
	get session(): Session {
		return this.#session;
	}

	/** @returns what ends it */
	watch(listener: (status: SyncStatus) => void): () => void {
		return this.#statuses.add(listener);
	}

	/** @returns what ends it */
	watchSession(listener: (session: Session) => void): () => void {
		return this.#sessions.add(listener);
	}

	/** Begins, as soon as no other tab of this device does it. */
	start(): void {
		if (this.#lock) return;
		this.#note();
		this.#stops.push(
			this.#environment.onChange(() => this.#turn()),
			this.#device.settings.watch(() => this.#update()),
			this.#device.outbox.watch(() => {
				this.#sending.outboxChanged.ring();
				this.#update();
			})
		);
		this.#lock = new TabLock(this.#environment, (signal) => this.#lead(signal));
		// Where they cannot be opened, the lane that sends them says so.
		void this.#device.pictures().then(
			(pictures) => this.#follow(pictures),
			() => undefined
		);
	}

	/** Does not wait out pauses: after signing in, or where somebody asks for it. */
	wake(): void {
		this.#contact.wake();
		for (const lane of this.#lanes) lane.restart();
	}

	/** Sees whether the storage answers and opens it again where it does not; where that fails, the status says so. */
	probe(): Promise<Health> {
		return this.#comeBack(false);
	}

	/** Ends all feeds, timers and listeners. */
	async close(): Promise<void> {
		this.#closed = true;
		for (const stop of this.#stops) stop();
		await this.#lock?.close();
		this.#update();
	}

	#follow(pictures: Pictures): void {
		if (this.#closed) return;
		this.#pictures = pictures;
		this.#stops.push(
			pictures.watch(() => {
				this.#sending.picturesChanged.ring();
				this.#update();
			})
		);
		this.#update();
	}

	async #lead(signal: AbortSignal): Promise<void> {
		this.#leading = true;
		this.#update();
		await Promise.all([this.#contact.run(signal), ...this.#lanes.map((lane) => lane.run(signal))]);
		this.#leading = false;
		this.#pulling.clear();
		this.#update();
	}

	/** The network came or went, the page was shown or hidden: connections that slept meanwhile are dead without knowing it (rule B3). */
	#turn(): void {
		const back = this.#here && this.#wasAway;
		// iOS closes the storage of a hidden page whether there is a network or not.
		if (back || (this.#environment.visible() && this.#wasHidden)) void this.#comeBack(back);
		// Once a fact was sent into the void, the server may have heard of it: better not to begin.
		if (!this.#environment.online()) this.#contact.doubt();
		this.#note();
		this.#update();
	}

	#note(): void {
		this.#wasAway = !this.#here;
		this.#wasHidden = !this.#environment.visible();
	}

	get #here(): boolean {
		return this.#environment.online() && this.#environment.visible();
	}

	/** @param wake also where nothing had to be opened again */
	async #comeBack(wake: boolean): Promise<Health> {
		const health = await this.#device.probe();
		this.#storageLost = health === 'lost';
		// What was at work on the databases that are closed now is to go on with those that are open.
		if ((wake || health === 'reopened') && !this.#closed) this.wake();
		this.#update();
		return health;
	}

	async #pull(name: Pulled, lane: Lane, generation: string, signal: AbortSignal): Promise<void> {
		// A device that is retired may send, and is told what of it has arrived (rule P10); what others write is no longer for it.
		if (this.session.kind === 'retired') {
			this.#pulling.delete(name);
			this.#update();
			return pause(this.#environment, Infinity, signal);
		}
		const replica = this.#replicaOf(name);
		if (replica.complete !== generation) this.#progress({ what: name, done: 0 });
		const listener: PullListener = {
			onBatch: async (docs) => {
				lane.progressed();
				if (name === 'messages') await this.#settle(generation, new Set(docs.map((doc) => doc._id)));
			},
			onProgress: (done, total) => {
				if (this.#pulling.has(name)) this.#progress({ what: name, done, total });
			},
			onCaughtUp: async () => {
				this.#pulling.delete(name);
				lane.progressed();
				if (name === 'messages') await this.#settle(generation);
				this.#update();
			},
			rescue: (lost) => (name === 'messages' ? this.#rescue(lost) : Promise.resolve())
		};
		const { pull } = await import('./pull.ts');
		await pull(this.#environment, name, replica, generation, listener, signal);
	}

	#replicaOf(name: Pulled): Replica {
		return name === 'messages' ? this.#device.messages.replica : this.#device.directory;
	}

	/** Nobody is to read "all is here" in the moment before the first pull begins (rule Z1). */
	#expectPulls(generation: string): void {
		for (const name of PULLED) {
			if (this.#replicaOf(name).complete !== generation) this.#pulling.set(name, { what: name, done: 0 });
		}
	}

	#progress(progress: Progress): void {
		this.#pulling.set(progress.what, progress);
		this.#update();
	}

	/** Lets go of those entries (or all) that are in the replica (rule P2). */
	async #settle(generation: string, among?: ReadonlySet<string>): Promise<void> {
		const { outbox, messages } = this.#device;
		const ids = outbox.entries.map((entry) => entry.fact._id).filter((id) => among?.has(id) ?? true);
		await messages.replica.present(generation, ids, (here, gone) => outbox.settle(here, gone));
	}

	/** Takes back into the outbox what a restored server has lost of this device's own recent facts (rule G3). */
	async #rescue(lost: readonly StoredDoc[]): Promise<void> {
		const { session, clock } = this;
		const account = session.kind === 'unknown' ? undefined : session.identity?.account;
		if (account === undefined) return;
		const own = this.#device.messages
			.parse(lost)
			.filter((fact) => writesAsItself(fact.device, account))
			.filter((fact) => Date.parse(fact.at) > clock.now() - RECENT);
		if (own.length > 0) await this.#device.outbox.restore(own, clock.stamp());
	}

	/** Puts together what is known, tells those who want to know, and starts anew where the generation is another (rule G1) or none. */
	#update(): void {
		const { session, generation } = this.#contact;
		if (JSON.stringify(session) !== JSON.stringify(this.#session)) {
			this.#session = session;
			this.#sessions.tell(session);
		}
		if (generation !== this.#generation) {
			this.#generation = generation;
			// Without one (signed out, lost) nothing may go on.
			this.#sending.startAnew();
			if (generation !== undefined) this.#expectPulls(generation);
			for (const lane of this.#lanes) lane.restart();
		}
		const failed = this.#contact.state.kind === 'failed';
		if (this.#contactFailed && !failed) for (const lane of this.#lanes) if (lane.standstill) lane.restart();
		this.#contactFailed = failed;
		const { entries } = this.#device.outbox;
		const refused = entries.filter((entry) => entry.refusal).length;
		const pictures = this.#pictures?.list.filter(isUnsent) ?? [];
		const refusedPictures = pictures.filter((picture) => picture.refusal).length;
		const status = statusOf({
			closed: this.#closed,
			leading: this.#leading,
			online: this.#environment.online(),
			storageLost: this.#storageLost,
			outdated: this.#contact.outdated,
			session,
			contact: this.#contact.state,
			standstills: this.#lanes.flatMap((lane) => lane.standstill ?? []),
			pulling: [...this.#pulling.values()],
			unsent: entries.length - refused,
			refused: refused + refusedPictures,
			pictures: pictures.length - refusedPictures,
			offset: this.clock.offset
		});
		if (JSON.stringify(status) === JSON.stringify(this.#status)) return;
		this.#status = status;
		this.#statuses.tell(status);
	}
}

/** @see Sync */
export function createSync(options: SyncOptions): Sync {
	return new Sync(options);
}
