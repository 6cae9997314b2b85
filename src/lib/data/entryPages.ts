import * as v from 'valibot';
import { ENTRIES_KEPT, endOfHour, entryPage, hourOfPage, type EntryPage } from '../domain/entries.ts';
import type { Rows } from './rows.ts';

const TABLE = 'entries';

const fetchedPage = v.object({
	/** When the server was asked, corrected time, ms: what came in later is not known here */
	fetchedAt: v.number(),
	/** Undefined where the server had none: nobody had entered until then */
	page: v.optional(entryPage)
});

/** The page of a site and hour as the server had it. */
export interface FetchedPage {
	readonly fetchedAt: number;
	readonly page?: EntryPage | undefined;
}

/** The pages of entry events that this device has fetched (DESIGN § 3). They can be fetched again, so nothing here is worth rescuing. */
export class EntryPages {
	readonly #rows: Rows;

	constructor(rows: Rows) {
		this.#rows = rows;
	}

	/** Those of these ids that are here, by id; what cannot be read counts as absent. */
	async get(ids: readonly string[]): Promise<Map<string, FetchedPage>> {
		const found = await Promise.all(ids.map((id) => this.#rows.get(TABLE, id)));
		const pages = new Map<string, FetchedPage>();
		for (const [index, id] of ids.entries()) {
			const read = v.safeParse(fetchedPage, found[index]);
			if (read.success) pages.set(id, read.output);
		}
		return pages;
	}

	/** @throws StorageFull */
	async put(pages: ReadonlyMap<string, FetchedPage>): Promise<void> {
		await this.#rows.write(TABLE, pages);
	}

	/** Forgets what is no longer kept anywhere. @param now corrected time, ms */
	async forgetOld(now: number): Promise<void> {
		const ids = [...(await this.#rows.all(TABLE)).keys()];
		const old = ids.filter((id) => {
			const hour = hourOfPage(id);
			return hour === '' || endOfHour(hour) <= now - ENTRIES_KEPT;
		});
		if (old.length > 0) await this.#rows.write(TABLE, new Map(old.map((id) => [id, undefined])));
	}

	/**
	 * Forgets all pages, in all tabs; without them they can be fetched again. To be called last where something is to be gone from the disk: Chromium
	 * keeps what was deleted until it merges its files, and it does so, as far as it goes, where a database is dropped.
	 */
	clear(): Promise<void> {
		return this.#rows.destroy();
	}

	close(): void {
		this.#rows.close();
	}
}
