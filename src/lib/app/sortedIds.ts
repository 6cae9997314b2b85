/** Inserts an id into an ascending list, unless it is there. Fact ids begin with their time, so the list is one by time. */
export function insertSorted(ids: string[], id: string): void {
	const at = positionOf(ids, id);
	if (ids[at] !== id) ids.splice(at, 0, id);
}

/** Removes an id from an ascending list. */
export function removeSorted(ids: string[], id: string): void {
	const at = positionOf(ids, id);
	if (ids[at] === id) ids.splice(at, 1);
}

function positionOf(ids: readonly string[], id: string): number {
	// New facts are nearly always the latest.
	const last = ids.at(-1);
	if (last === undefined || last < id) return ids.length;
	let low = 0;
	let high = ids.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((ids[middle] ?? '') < id) low = middle + 1;
		else high = middle;
	}
	return low;
}
