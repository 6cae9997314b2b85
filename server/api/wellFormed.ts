/** Half of a pair of UTF-16 code units. JSON can have it, UTF-8 cannot: neither an address nor CouchDB takes it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** True where every text in a JSON value is Unicode, the names of fields included; however deep it is. */
export function isWellFormed(value: unknown): boolean {
	const open: unknown[] = [value];
	while (open.length > 0) {
		const next = open.pop();
		if (typeof next === 'string' && LONE_SURROGATE.test(next)) return false;
		if (typeof next !== 'object' || next === null) continue;
		// one by one: a list may have more entries than a call may have arguments
		for (const [key, inside] of Object.entries(next)) open.push(key, inside);
	}
	return true;
}
