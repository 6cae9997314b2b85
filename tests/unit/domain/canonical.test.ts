import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyOf, canonical } from '../../../src/lib/domain/canonical.ts';

/** The same value with the keys of every object in reverse order. */
function reversed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversed);
	if (value === null || typeof value !== 'object') return value;
	const entries = Object.entries(value).map(([key, member]) => [key, reversed(member)] as const);
	return Object.fromEntries(entries.reverse());
}

const documents = fc.dictionary(
	fc.string({ unit: 'binary' }).filter((key) => !key.startsWith('_')),
	fc.jsonValue()
);

describe('F2 canonical body', () => {
	test('F2 sorts the keys of every object by code unit and writes no white space', () => {
		const doc = { b: [{ z: 1, a: null }], a: 'ä b', Z: true, '\u{1F600}': 1, '\uFB00': 2 };
		expect(canonical(doc)).toBe('{"Z":true,"a":"ä b","b":[{"a":null,"z":1}],"\u{1F600}":1,"\uFB00":2}');
	});

	test('F2 leaves out every field whose name begins with _, and only at the top', () => {
		expect(canonical({ _id: 'x', _rev: '1-a', a: { _b: 1 } })).toBe('{"a":{"_b":1}}');
		expect(bodyOf({ _id: 'x', a: 1, _deleted: true })).toEqual({ a: 1 });
	});

	test('F2 leaves out undefined at every depth, and keeps null', () => {
		expect(canonical({ a: undefined, b: { c: undefined, d: null } })).toBe('{"b":{"d":null}}');
	});

	test('F2 keeps own fields that are named like those of every object', () => {
		const doc = JSON.parse('{"a":{"__proto__":{"x":1},"constructor":2}}') as object;
		expect(canonical(doc)).toBe('{"a":{"__proto__":{"x":1},"constructor":2}}');
	});

	test('F2 does not depend on the order of keys, and reads back as the same document', () => {
		fc.assert(
			fc.property(documents, (doc) => {
				const text = canonical(doc);
				expect(canonical(reversed(doc) as object)).toBe(text);
				expect(canonical(JSON.parse(text) as object)).toBe(text);
				expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(doc)));
			})
		);
	});
});
