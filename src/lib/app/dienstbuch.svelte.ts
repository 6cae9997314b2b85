import { openDevice, type Device } from '../data/device.ts';
import { browserChannel, browserStorage } from '../data/browserStorage.ts';
import { StorageFull, StorageLost } from '../data/errors.ts';
import type { EntryPages } from '../data/entryPages.ts';
import type { Keeping, OutboxChange } from '../data/outboxEntry.ts';
import type { StoredDoc } from '../data/pouch.ts';
import type { Follower } from '../data/replica.ts';
import type { Settings } from '../data/settings.ts';
import { refusalOfShape } from '../domain/checkFact.ts';
import { ERASURES_DOC } from '../domain/erasures.ts';
import type { Fact } from '../domain/facts/registry.ts';
import type { ClockField } from '../domain/reissue.ts';
import { browserEnvironment } from '../sync/browserEnvironment.ts';
import type { Locks } from '../sync/environment.ts';
import type { Identity, Session } from '../sync/session.ts';
import type { SyncStatus } from '../sync/status.ts';
import { createSync, type Sync } from '../sync/sync.ts';
import { Arrivals } from './arrivals.ts';
import { Clock } from './clock.svelte.ts';
import { DirectoryState } from './directoryState.svelte.ts';
import { DraftClaims } from './draftClaims.ts';
import { Drafts } from './drafts.svelte.ts';
import { Duty } from './duty.svelte.ts';
import type { Ground } from './ground.ts';
import { LogState } from './logState.svelte.ts';
import { Outgoing } from './outgoing.svelte.ts';
import type { PictureShelf } from './pictures/shelf.svelte.ts';
import { APP_VERSION } from './version.ts';
import { Wipe, type WipeStage } from './wipe.svelte.ts';
import { RecentContacts } from './recentContacts.svelte.ts';

/** What the names of all that is stored begin with. */
const STORAGE = 'dienstbuch';

const RANDOM_LENGTH_LIMIT = 65_536;

/** Pause between two times of tidying up, ms. */
const TIDY_EVERY = 3_600_000;

/** How long a block or a lift can be taken back: the five seconds that the notice shows, and one to reach for it. ms */
const TAKE_BACK_TIME = 6_000;

/**
 * The running app: the device's databases, sync, and the state that the screens read. One per page; made by
 * {@link Dienstbuch.open}, which resolves as soon as the device's own data can be shown.
 */
export class Dienstbuch implements Ground {
	readonly clock: Clock;
	readonly directory = new DirectoryState();
	readonly log = new LogState((contact) => this.directory.idsOf(contact));
	readonly arrivals = new Arrivals();
	readonly outgoing: Outgoing;
	readonly drafts: Drafts;
	readonly draftClaims: DraftClaims;
	readonly duty: Duty;
	readonly recentContacts: RecentContacts;
	readonly #device: Device;
	readonly #sync: Sync;
	readonly #wipe: Wipe;
	readonly #stops: (() => void)[] = [];
	#pictures: Promise<PictureShelf> | undefined;
	#shelf = $state.raw<PictureShelf>();
	#picturesKnown = $state(false);
	#status = $state.raw<SyncStatus>() as SyncStatus;
	#session = $state.raw<Session>() as Session;
	#directoryReady = $state(false);
	#messagesReady = $state(false);
	#failure = $state.raw<Error>();

	private constructor(device: Device, sync: Sync, locks: Locks) {
		this.#device = device;
		this.#sync = sync;
		this.#status = sync.status;
		this.#session = sync.session;
		this.clock = new Clock(() => sync.clock.now());
		this.outgoing = new Outgoing(device.outbox);
		this.drafts = new Drafts(device.drafts, sync.clock, (draft) => this.log.hasDraft(draft));
		this.draftClaims = new DraftClaims(locks);
		this.duty = new Duty(this, crypto);
		this.recentContacts = new RecentContacts(device.settings);
		this.#wipe = new Wipe(browserChannel(`${STORAGE}-wipe`), () => this.#letGo());
	}

	/** Opens the device's databases and starts sync. @throws StorageLost where the browser gives no storage */
	static async open(): Promise<Dienstbuch> {
		const device = await openDevice({ storage: browserStorage(STORAGE) });
		const environment = browserEnvironment();
		const sync = createSync({ device, environment, appVersion: APP_VERSION });
		const app = new Dienstbuch(device, sync, environment.locks);
		app.#follow();
		return app;
	}

	/** What sync is doing (STYLE 8). */
	get status(): SyncStatus {
		return this.#status;
	}

	/** How this browser stands with the server. */
	get session(): Session {
		return this.#session;
	}

	/** As whom this browser speaks to the server; undefined before pairing or signing in. */
	get identity(): Identity | undefined {
		return 'identity' in this.#session ? this.#session.identity : undefined;
	}

	/** True once the contacts that are on this device can be searched. */
	get directoryReady(): boolean {
		return this.#directoryReady;
	}

	/** True once the messages that are on this device are in memory. */
	get messagesReady(): boolean {
		return this.#messagesReady;
	}

	/** True once all of that is in memory: what looks at shifts needs the settings and the Tageswechsel of their site. */
	get allReady(): boolean {
		return this.#directoryReady && this.#messagesReady;
	}

	/** Why what is stored could not be read at the start; then only a reload helps. */
	get failure(): Error | undefined {
		return this.#failure;
	}

	/** True once it is known how many pictures are only here: nothing may be wiped before. */
	get picturesKnown(): boolean {
		return this.#picturesKnown;
	}

	/** How many facts and pictures are on this device alone, denied ones among them. */
	get onlyHere(): number {
		return this.outgoing.count + (this.#shelf?.unsent.length ?? 0);
	}

	get settings(): Settings {
		return this.#device.settings;
	}

	/** Milliseconds that the device's clock lags behind the server's, as last measured. */
	get clockOffset(): number {
		return this.#sync.clock.offset;
	}

	random(length: number): Uint8Array {
		return crypto.getRandomValues(new Uint8Array(Math.min(length, RANDOM_LENGTH_LIMIT)));
	}

	/** Stores facts; they are safe when this resolves. @throws StorageFull, StorageLost */
	async write(facts: Fact | readonly Fact[], keeping: Keeping = {}): Promise<void> {
		const all = [facts].flat();
		for (const fact of all) {
			const refusal = refusalOfShape(fact as unknown as Record<string, unknown>);
			// A command that makes what the server must refuse is a mistake of ours: better said here than found in the outbox.
			if (refusal) throw new Error(`${fact.type}.${refusal.field}: ${refusal.reason}`);
		}
		const store = (): Promise<void> =>
			this.#reopening(() => this.#device.outbox.add(all, this.#sync.clock.stamp(), keeping));
		await store().catch(async (error: unknown) => {
			// Pictures that the server has give way to what only this device has (DESIGN § 11).
			if (!(error instanceof StorageFull) || !(await (await this.pictures()).makeRoom())) throw error;
			await store();
		});
		this.log.add(all);
	}

	/** Writes facts that one tap makes, or that reach somebody outside: for {@link TAKE_BACK_TIME} they can be taken back (LOOK 6). @throws StorageFull, StorageLost */
	writeHeld(facts: Fact | readonly Fact[], byClock?: readonly ClockField[]): Promise<void> {
		return this.write(facts, { heldFor: TAKE_BACK_TIME, byClock });
	}

	/** Takes facts back that were written held, all or none. @returns false where their time was up @throws StorageLost */
	takeBack(facts: string | readonly string[]): Promise<boolean> {
		const ids = [facts].flat().map((fact) => this.currentId(fact));
		// The pictures of a message were written with it.
		const pictures = this.outgoing.entries.filter(
			({ fact, heldUntil }) =>
				fact.type === 'pictureAttached' && ids.includes(fact.about) && heldUntil !== undefined
		);
		const all = [...ids, ...pictures.map(({ fact }) => fact._id)];
		return this.#reopening(() => this.#device.outbox.takeBack(all));
	}

	/** The pictures that were taken on this device; loaded when they are first asked for. @throws StorageLost */
	pictures(): Promise<PictureShelf> {
		this.#pictures ??= this.#openPictures().catch((error: unknown) => {
			this.#pictures = undefined;
			throw error;
		});
		return this.#pictures;
	}

	async #openPictures(): Promise<PictureShelf> {
		const [{ PictureShelf }, pictures] = await Promise.all([
			import('./pictures/shelf.svelte.ts'),
			this.#device.pictures()
		]);
		return (this.#shelf = new PictureShelf(pictures, (id) => this.currentId(id)));
	}

	/** The pages of entry events that were fetched; loaded when they are first asked for. @throws StorageLost */
	entryPages(): Promise<EntryPages> {
		return this.#device.entries();
	}

	/** Sends and fetches now instead of waiting out a pause; also after signing in. */
	wake(): void {
		this.#sync.wake();
	}

	/** Follows the renaming of facts whose time was corrected (rule C2): an id kept elsewhere may be an old one. */
	currentId(fact: string): string {
		return this.#device.outbox.currentId(fact);
	}

	/** What another window of this browser does to the device: then this one has let go of everything, and is to be loaded anew. */
	get wipedElsewhere(): WipeStage | undefined {
		return this.#wipe.elsewhere;
	}

	/** Removes everything that is stored on this device; its other windows hear of it. */
	wipe(): Promise<void> {
		return this.#wipe.run(async () => {
			await this.#sync.close();
			await this.#device.destroy();
		});
	}

	/** Stops everything; for leaving the page. */
	async close(): Promise<void> {
		this.#wipe.close();
		await this.#letGo();
	}

	async #letGo(): Promise<void> {
		for (const stop of this.#stops) stop();
		await this.#sync.close();
		await this.#device.close();
	}

	/** Does something with the storage; where the browser has closed it, opens it and does it once more (DESIGN § 3, iOS). @throws StorageLost */
	async #reopening<T>(work: () => Promise<T>): Promise<T> {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof StorageLost) || (await this.#sync.probe()) === 'lost') throw error;
			return work();
		}
	}

	#follow(): void {
		const { directory, messages, outbox } = this.#device;
		this.log.add(outbox.entries.map((entry) => entry.fact));
		const directoryFollower: Follower<StoredDoc> = {
			arrived: (docs) => {
				this.directory.put(docs);
				// At the start it comes before the messages, and is seen to with all else.
				if (this.#messagesReady && docs.some(({ _id }) => _id === ERASURES_DOC)) this.#tidy();
			},
			gone: (ids) => this.directory.remove(ids)
		};
		void this.#start(
			() => directory.follow(directoryFollower),
			() => {
				this.directory.contacts.settle();
				this.#directoryReady = true;
				performance.mark('dienstbuch:searchable');
			}
		);
		const messagesFollower: Follower<Fact> = {
			arrived: (facts, arrival) => {
				this.arrivals.take(arrival);
				this.log.add(facts);
			},
			// What a restored server lacks is in the outbox by now, and stays to be seen. What was archived or erased goes when its entry does.
			gone: (ids) => this.log.removeIds(ids.filter((id) => this.outgoing.whereIs(id) === 'sent'))
		};
		void this.#start(
			() => messages.follow(messagesFollower),
			() => {
				this.#messagesReady = true;
				this.#tidy();
				const hourly = setInterval(() => this.#tidy(), TIDY_EVERY);
				this.#stops.push(() => clearInterval(hourly));
			}
		);
		this.#stops.push(
			outbox.watch((change) => this.#takeOver(change)),
			this.#sync.watch((status) => (this.#status = status)),
			this.#sync.watchSession((session) => (this.#session = session)),
			this.clock.start()
		);
		this.#sync.start();
		// Where they cannot be opened, there are none that could be saved.
		void this.pictures()
			.catch(() => undefined)
			.then(() => (this.#picturesKnown = true));
	}

	/** Follows a replica, then does what it was waited for with. Where that fails nobody is to wait for good: the screens say so. */
	async #start(follow: () => Promise<() => void>, followed: () => void): Promise<void> {
		try {
			this.#stops.push(await this.#reopening(follow));
			followed();
		} catch (error) {
			this.#failure = error instanceof Error ? error : new Error(String(error), { cause: error });
			if (!(error instanceof StorageLost)) reportError(error);
		}
	}

	/** What fails is done an hour later, or at the next start. */
	#tidy(): void {
		import('./tidy.ts')
			.then(({ tidy }) => tidy(this, this.directory.erasures, Date.now()))
			.catch(() => undefined);
	}

	#takeOver({ put, removed, renamed }: OutboxChange): void {
		this.outgoing.put(put);
		this.outgoing.drop(removed.map(({ entry }) => entry));
		this.log.add(put.map((entry) => entry.fact));
		this.log.remove(removed.filter(({ why }) => why !== 'settled').map(({ entry }) => entry.fact));
		if (renamed.size > 0) this.duty.follow(renamed);
	}
}
