import { insertSorted, removeSorted } from './sortedIds.ts';

/** Ids in groups, each group ascending; an id is in one group at most. */
export class GroupedIds {
	readonly #groups = new Map<string, string[]>();
	readonly #groupOf = new Map<string, string>();

	/** The ids of a group, ascending. */
	of(group: string): readonly string[] {
		return this.#groups.get(group) ?? [];
	}

	/** Puts an id into a group, out of the one it was in; `undefined`: into none. */
	put(id: string, group: string | undefined): void {
		const before = this.#groupOf.get(id);
		if (before === group) return;
		if (before !== undefined) this.#takeOut(id, before);
		if (group === undefined) return;
		this.#groupOf.set(id, group);
		const ids = this.#groups.get(group);
		if (ids) insertSorted(ids, id);
		else this.#groups.set(group, [id]);
	}

	#takeOut(id: string, group: string): void {
		this.#groupOf.delete(id);
		const ids = this.#groups.get(group);
		if (!ids) return;
		removeSorted(ids, id);
		if (ids.length === 0) this.#groups.delete(group);
	}
}
