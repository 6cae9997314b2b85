import type { EntryPages, FetchedPage } from '../data/entryPages.ts';
import { endOfHour, entriesAround, ENTRY_SPAN, entryPageId, hoursBetween } from '../domain/entries.ts';
import { clockOf } from '../domain/time/zone.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import { browserEnvironment } from '../sync/browserEnvironment.ts';
import type { Environment } from '../sync/environment.ts';
import { fetchEntryPages } from '../sync/fetchEntries.ts';
import { RequestFailed } from '../sync/http.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { entryPerson, type EntryPerson } from './entryPersons.ts';
import { pagesOfCheck, reachOf, type NeededPage } from './entryReach.ts';

/** Pause between two looks at the server, ms. */
const EVERY = 60_000;
/** An hour is asked for again until so long after its end, ms: some access controls deliver once an hour. */
const SETTLES = 3_600_000;
const HOUR = 3_600_000;

/** The entry events that a running camera check needs, from this device and, while there is network, from the server (S11b). */
export class CheckEntries {
	readonly #app: Dienstbuch;
	readonly #check: () => CheckView;
	readonly #environment: Environment;
	#pages = $state.raw<ReadonlyMap<string, FetchedPage>>(new Map());
	#looked = $state(false);
	#refreshing: Promise<void> | undefined;

	/** @param check the check as it stands */
	constructor(app: Dienstbuch, check: () => CheckView, environment: Environment = browserEnvironment()) {
		this.#app = app;
		this.#check = check;
		this.#environment = environment;
	}

	/** Takes what is on this device, fetches the rest, and goes on while it runs. @returns what ends it */
	start(): () => void {
		let cancel = (): void => undefined;
		let ended = false;
		const next = (): void => {
			if (ended) return;
			cancel = this.#environment.later(() => void this.refresh().then(next), EVERY);
		};
		void this.#open().then(next);
		const unhear = this.#environment.onChange(() => {
			if (this.#environment.online() && this.#environment.visible()) void this.refresh();
		});
		return () => {
			ended = true;
			cancel();
			unhear();
		};
	}

	/** True once it is known what is on this device. */
	get looked(): boolean {
		return this.#looked;
	}

	/** True where the footage is older than entry events are kept. */
	get past(): boolean {
		return this.#needed.length === 0;
	}

	/** True where somebody came in during the period of the check, or just before or after. */
	get some(): boolean {
		return this.#needed.some(({ id }) => (this.#pages.get(id)?.page?.events.length ?? 0) > 0);
	}

	/** Until when all entry events are here, ms since 1970; undefined where none are. */
	get reach(): number | undefined {
		return reachOf(this.#needed, this.#pages);
	}

	/** True where they reach to the end of the footage; a live check has none. */
	get complete(): boolean {
		const { until } = this.#check().fact;
		return until !== undefined && (this.reach ?? 0) >= Math.min(Date.parse(until), this.#app.clock.now);
	}

	/** Who came in around an instant of the footage (ISO 8601, UTC), nearest first. */
	around(instant: string): EntryPerson[] {
		const { site } = this.#check();
		return this.#meant(instant)
			.flatMap((at) => entriesAround(this.#eventsAround(at), at))
			.map((event) => entryPerson(this.#app, event, site));
	}

	/** Fetches what may have changed. It fails in silence: {@link reach} says how far things are. */
	refresh(): Promise<void> {
		const now = this.#app.clock.exact();
		const open = this.#needed.filter(({ id, hour }) => {
			const fetched = this.#pages.get(id)?.fetchedAt;
			return fetched === undefined || (fetched < endOfHour(hour) + SETTLES && fetched < now);
		});
		return this.#fetch(open);
	}

	async #open(): Promise<void> {
		const needed = this.#needed;
		const store = await this.#store();
		const here = await store?.get(needed.map(({ id }) => id)).catch(() => undefined);
		this.#pages = new Map([...(here ?? []), ...this.#pages]);
		this.#looked = true;
		await this.#fetch(needed);
	}

	#fetch(needed: readonly NeededPage[]): Promise<void> {
		if (needed.length === 0 || !this.#environment.online()) return Promise.resolve();
		this.#refreshing ??= this.#ask(needed.map(({ id }) => id)).finally(() => (this.#refreshing = undefined));
		return this.#refreshing;
	}

	async #ask(ids: readonly string[]): Promise<void> {
		try {
			const fetched = await fetchEntryPages(this.#environment, ids, this.#app.clock.exact());
			this.#pages = new Map([...this.#pages, ...fetched]);
			// without room they are there for as long as the page is open
			await (await this.#store())?.put(fetched).catch(() => undefined);
		} catch (error) {
			if (!(error instanceof RequestFailed)) throw error;
		}
	}

	/** Undefined where the browser gives no storage: then they are in memory alone. */
	#store(): Promise<EntryPages | undefined> {
		return this.#app.entryPages().catch(() => undefined);
	}

	get #needed(): NeededPage[] {
		return pagesOfCheck(this.#check(), this.#app.clock.now);
	}

	/** The instants that a time of the footage can be: two in the hour that comes twice in autumn, of which people type the first. */
	#meant(instant: string): number[] {
		const zone = this.#app.directory.timeZoneOf(this.#check().site);
		const first = Date.parse(instant);
		const again = first + HOUR;
		return clockOf(again, zone) === clockOf(first, zone) ? [first, again] : [first];
	}

	#eventsAround(at: number) {
		const { site } = this.#check();
		const ids = hoursBetween(at - ENTRY_SPAN, at + ENTRY_SPAN).map((hour) => entryPageId(site, hour));
		return ids.flatMap((id) => this.#pages.get(id)?.page?.events ?? []);
	}
}
