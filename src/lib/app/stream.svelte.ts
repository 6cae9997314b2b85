import type { MessageFact } from '../domain/facts/message.ts';
import { dayOf } from '../domain/time/zone.ts';
import { isArchived } from '../domain/views/message.ts';
import type { Reach } from './arrivals.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { boundsOf, fitsAssignee, type StreamFilter } from './streamFilter.ts';
import { isMine } from './tasks.ts';

/**
 * The messages on Start. The list keeps its place: what arrives while somebody reads waits above it until asked for
 * (LOOK 3), even if it was written long ago; what is written on this device shows at once.
 */
export class Stream {
	readonly #app: Dienstbuch;
	readonly #filter: () => StreamFilter;
	readonly #fresh: () => ReadonlySet<string>;
	#shown = $state.raw<Reach>() as Reach;
	/** The days' bounds change at midnight, not with every tick of the clock */
	readonly #today = $derived.by(() => dayOf(this.#app.clock.now, this.#app.directory.settings.timeZone));
	readonly #waiting = $derived.by(() => this.#arrivedSince());
	readonly #fits = $derived.by(() => this.#test());

	/** @param fresh ids of what is new since the last duty */
	constructor(app: Dienstbuch, filter: () => StreamFilter, fresh: () => ReadonlySet<string>) {
		this.#app = app;
		this.#filter = filter;
		this.#fresh = fresh;
		this.showNew();
	}

	/** The first ids that fit the filter, newest first, those that wait left out; and whether there are more. Reactive. */
	first(count: number): { readonly ids: string[]; readonly more: boolean } {
		const ids: string[] = [];
		for (const id of this.#app.log.messageIds) {
			if (this.#waiting.has(id) || !this.#fits(id)) continue;
			if (ids.length === count) return { ids, more: true };
			ids.push(id);
		}
		return { ids, more: false };
	}

	/** How many wait to be shown. Reactive. */
	get waiting(): number {
		return [...this.#waiting].filter((id) => this.#fits(id)).length;
	}

	/** Shows all that wait. */
	showNew(): void {
		this.#shown = this.#app.arrivals.reach(this.#app.clock.exact());
	}

	#arrivedSince(): ReadonlySet<string> {
		const { arrivals, identity, log } = this.#app;
		void log.version;
		const arrived = arrivals.after(this.#shown) ?? [];
		return new Set(
			arrived.filter((id) => {
				const root = log.subject(id)?.root;
				return root?.type === 'message' && root.device !== identity?.device;
			})
		);
	}

	/** Looks first at what costs nothing: most messages need no more. */
	#test(): (id: string) => boolean {
		const filter = this.#filter();
		const { kinds, site, state, assignee } = filter;
		const { from, until } = boundsOf(filter, this.#today, this.#app.directory.settings.timeZone);
		const fresh = filter.fresh ? this.#fresh() : undefined;
		const written = (root: MessageFact): boolean =>
			(kinds.length === 0 || kinds.includes(root.kind)) &&
			(site === '' || root.site === site) &&
			(from === '' || root.at >= from) &&
			(until === '' || root.at < until);
		return (id) => {
			if (fresh && !fresh.has(id)) return false;
			const subject = this.#app.log.subject(id);
			if (subject?.root?.type !== 'message' || !written(subject.root) || isArchived(subject)) return false;
			if (state === '' && assignee === '') return true;
			const view = this.#app.log.message(id, 0);
			return (
				view !== undefined &&
				(state === '' || view.state === state) &&
				fitsAssignee(view.assignee, assignee, (one) => isMine(this.#app, one))
			);
		};
	}
}
