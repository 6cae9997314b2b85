/** How often each key came. */
export class Tally<Key> {
	readonly #counts = new Map<Key, number>();

	add(key: Key): void {
		this.#counts.set(key, this.of(key) + 1);
	}

	of(key: Key): number {
		return this.#counts.get(key) ?? 0;
	}

	get keys(): Key[] {
		return [...this.#counts.keys()];
	}
}

/** Orders by a number, the greatest first; equal ones by a text, so that the order in which they came does not show. */
export function greatestFirst<T>(number: (item: T) => number, text: (item: T) => string) {
	return (a: T, b: T): number => {
		const [one, other] = [text(a), text(b)];
		return number(b) - number(a) || (one < other ? -1 : Number(one > other));
	};
}

/** Items by what they have in common, each group in the order in which its items came. */
export function grouped<T, Key>(items: Iterable<T>, keyOf: (item: T) => Key): Map<Key, T[]> {
	const groups = new Map<Key, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group) group.push(item);
		else groups.set(key, [item]);
	}
	return groups;
}
