import { count, merged, noChanges, type Changes, type Imported } from './merge.ts';

/** What an import does to a list that is one document: sites, staff. */
export interface ListPlan<T> extends Changes {
	/** The whole list as it will be; those that are there keep their place, new ones come last */
	items: T[];
	/** False where nothing needs to be written */
	differs: boolean;
}

/** Inputs of {@link planList}. */
export interface ListImport<T> {
	current: readonly T[];
	incoming: readonly T[];
	/** Ids that are never marked gone: rejected rows of this file, and entries that no file ever brought */
	keep: ReadonlySet<string>;
	label(item: T): string;
}

/** Plans the import of a list. Nothing is ever deleted: what the file lacks is marked gone (DESIGN § 8). */
export function planList<T extends Imported>({ current, incoming, keep, label }: ListImport<T>): ListPlan<T> {
	const changes = noChanges();
	const items = new Map(current.map((item) => [item.id, item]));
	for (const item of incoming) {
		const before = items.get(item.id);
		if (before === undefined) {
			items.set(item.id, item);
			count(changes, 'new', { id: item.id, label: label(item) });
			continue;
		}
		const { value, fields } = merged(before, item);
		if (fields.length === 0) {
			changes.unchanged += 1;
			continue;
		}
		items.set(item.id, value);
		count(changes, 'changed', { id: item.id, label: label(item), fields });
	}
	const present = new Set(incoming.map(({ id }) => id));
	for (const item of current) {
		if (item.gone === true || item.kept?.includes('gone')) continue;
		if (present.has(item.id) || keep.has(item.id)) continue;
		items.set(item.id, { ...item, gone: true });
		count(changes, 'gone', { id: item.id, label: label(item) });
	}
	const differs = changes.new + changes.changed + changes.gone > 0;
	return { ...changes, items: [...items.values()], differs };
}
