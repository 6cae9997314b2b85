/**
 * The best `limit` of many, best first, without sorting the rest: a heap whose root is the worst that is kept, so
 * that most of the others cost one comparison. `before(a, b)` is true where a comes first, and must be a total order.
 */
export function topResults(
	all: Iterable<number>,
	limit: number,
	before: (a: number, b: number) => boolean
): number[] {
	const heap: number[] = [];
	if (limit < 1) return heap;
	for (const one of all) {
		if (heap.length < limit) {
			heap.push(one);
			rise(heap, before);
		} else if (before(one, heap[0] as number)) {
			heap[0] = one;
			sink(heap, before);
		}
	}
	return heap.sort((a, b) => (a === b ? 0 : before(a, b) ? -1 : 1));
}

function rise(heap: number[], before: (a: number, b: number) => boolean): void {
	let at = heap.length - 1;
	while (at > 0) {
		const parent = (at - 1) >> 1;
		if (!before(heap[parent] as number, heap[at] as number)) return;
		swap(heap, at, parent);
		at = parent;
	}
}

function sink(heap: number[], before: (a: number, b: number) => boolean): void {
	let at = 0;
	for (;;) {
		let worst = at;
		for (let child = 2 * at + 1; child <= 2 * at + 2 && child < heap.length; child++) {
			if (before(heap[worst] as number, heap[child] as number)) worst = child;
		}
		if (worst === at) return;
		swap(heap, at, worst);
		at = worst;
	}
}

function swap(heap: number[], a: number, b: number): void {
	const held = heap[a] as number;
	heap[a] = heap[b] as number;
	heap[b] = held;
}
