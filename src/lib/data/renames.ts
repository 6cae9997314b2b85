import * as v from 'valibot';
import type { Settings } from './settings.ts';

const KEY = 'outbox.renames';
const schema = v.array(v.tuple([v.string(), v.string()]));
/** How many renamed ids are remembered, the latest ones. */
const MAX_RENAMES = 2_000;

/**
 * New ids by old ones, of facts that were issued anew (rule C1): what still names an old one (a draft, a shift that another tab
 * keeps, a fact written at the same moment) finds the new one by it.
 */
export class Renames {
	readonly #settings: Settings;

	constructor(settings: Settings) {
		this.#settings = settings;
	}

	get all(): ReadonlyMap<string, string> {
		return new Map(this.#settings.get(KEY, schema));
	}

	/** The latest id for an id. */
	current(id: string): string {
		const all = this.all;
		let current = id;
		for (let next = all.get(current); next !== undefined && next !== id; next = all.get(current))
			current = next;
		return current;
	}

	async add(renamed: ReadonlyMap<string, string>): Promise<void> {
		await this.#settings.set(KEY, [...this.all, ...renamed].slice(-MAX_RENAMES));
	}

	/** Forgets the renames of those old ids, since they were not carried out. */
	async forget(which: (old: string) => boolean): Promise<void> {
		const before = [...this.all];
		const after = before.filter(([old]) => !which(old));
		if (after.length < before.length) await this.#settings.set(KEY, after);
	}
}
