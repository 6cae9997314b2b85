import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('./shipped/', import.meta.url);

/** A document as it comes from JSON. */
export type Doc = Record<string, unknown> & { type: string; v: number };

/** The facts in `shipped/`, by file name: `<type>.<version>.json`, or with a word before `.json` where there are several. */
export const shippedFacts: readonly (readonly [string, Doc])[] = readdirSync(FOLDER)
	.sort()
	.map((name) => [name, JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Doc]);

/** One of them. @throws Error where there is no such file */
export function shippedFact(name: string): Doc {
	const fact = shippedFacts.find(([file]) => file === `${name}.json`)?.[1];
	if (!fact) throw new Error(`no file shipped/${name}.json`);
	return structuredClone(fact);
}

/** A place inside a document. */
export type Path = readonly (string | number)[];

/** Every place in a value, with what is there: the fields, their fields, the items. */
export function placesIn(value: unknown, at: Path = []): (readonly [Path, unknown])[] {
	if (value === null || typeof value !== 'object') return [];
	const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
	return keys.flatMap((key) => {
		const member = (value as Record<string | number, unknown>)[key];
		const path = [...at, key];
		return [[path, member] as const, ...placesIn(member, path)];
	});
}

/** A copy with another value at a place; without anything there where the value is `undefined`. */
export function withAt(doc: Doc, path: Path, value: unknown): Doc {
	const copy = structuredClone(doc);
	let parent = copy as Record<string | number, unknown>;
	for (const key of path.slice(0, -1)) parent = parent[key] as Record<string | number, unknown>;
	const last = path.at(-1) ?? '';
	if (value === undefined) delete parent[last];
	// Assigning to `__proto__` would set the prototype; JSON.parse makes a field of its own of it.
	else Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
	return copy;
}
