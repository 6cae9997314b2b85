/**
 * Where an arrow key, Home or End leads in a list of `count` entries, from `at` (-1: none yet). It goes round at the ends
 * (WAI-ARIA APG, menu and listbox). Undefined for other keys and for an empty list.
 */
export function nextIndex(key: string, at: number, count: number): number | undefined {
	if (count === 0) return undefined;
	switch (key) {
		case 'ArrowDown':
			return (at + 1) % count;
		case 'ArrowUp':
			return at <= 0 ? count - 1 : at - 1;
		case 'Home':
			return 0;
		case 'End':
			return count - 1;
		default:
			return undefined;
	}
}

/** The next entry after `at` that begins with the typed letter; undefined where none does or it is no letter. */
export function typeAhead(
	event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
	at: number,
	labels: readonly string[]
): number | undefined {
	if ([...event.key].length !== 1 || event.key === ' ') return undefined;
	if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
	const letter = event.key.toLocaleLowerCase();
	const order = labels.map((_, step) => (Math.max(at, -1) + 1 + step) % labels.length);
	return order.find((index) => labels[index]?.toLocaleLowerCase().startsWith(letter));
}
