import * as v from 'valibot';
import type { Settings } from '../data/settings.ts';

const KEPT = 20;

/** The contacts that were chosen on this device lately; they come first among equals in the search. */
export class RecentContacts {
	readonly #settings: Settings;
	#ids = $state.raw<readonly string[]>([]);

	constructor(settings: Settings) {
		this.#settings = settings;
		this.#ids = settings.get('app.recentContacts', v.array(v.string())) ?? [];
	}

	/** KundenIDs, the latest first. */
	get ids(): readonly string[] {
		return this.#ids;
	}

	/** How much each is preferred in the search: the latest the most. */
	get boost(): Map<string, number> {
		return new Map(this.#ids.map((id, place) => [id, KEPT - place]));
	}

	/** Remembers that a contact was chosen. */
	remember(id: string): void {
		void this.#keep([id, ...this.#ids.filter((known) => known !== id)].slice(0, KEPT));
	}

	/** Forgets contacts. */
	async forget(gone: (id: string) => boolean): Promise<void> {
		const left = this.#ids.filter((id) => !gone(id));
		if (left.length < this.#ids.length) await this.#keep(left);
	}

	#keep(ids: readonly string[]): Promise<void> {
		this.#ids = ids;
		return this.#settings.set('app.recentContacts', [...ids]);
	}
}
