/** Changes of a list, as pure functions: each gives the new list, undefined where it changes nothing. */

interface Keyed {
	readonly id: string;
}

/** Puts an entry in the place of the one with its id, or at `index`, by default the end. */
export function withEntry<E extends Keyed>(entries: readonly E[], entry: E, index = entries.length): E[] {
	const at = entries.findIndex(({ id }) => id === entry.id);
	return at < 0 ? entries.toSpliced(index, 0, entry) : entries.with(at, entry);
}

/** Takes the entry out. */
export function withoutEntry<E extends Keyed>(entries: readonly E[], id: string): E[] | undefined {
	return entries.some((entry) => entry.id === id) ? entries.filter((entry) => entry.id !== id) : undefined;
}

/** Moves the entry up (-1) or down (1). */
export function withMoved<E extends Keyed>(entries: readonly E[], id: string, by: -1 | 1): E[] | undefined {
	const at = entries.findIndex((entry) => entry.id === id);
	const entry = entries[at];
	const to = at + by;
	if (!entry || to < 0 || to >= entries.length) return undefined;
	return entries.toSpliced(at, 1).toSpliced(to, 0, entry);
}

/** An id for a new entry, made once and kept whatever the entry is called later. */
export function newEntryId(random: (length: number) => Uint8Array): string {
	return Array.from(random(8), (byte) => byte.toString(36).padStart(2, '0')).join('');
}
