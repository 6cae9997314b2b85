import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { factKinds } from '../../../src/lib/domain/facts/registry.ts';
import { schemaHash } from './schemaTree.ts';

const file = new URL('./schemaHash.json', import.meta.url);
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;

const current = factKinds.flatMap((kind) =>
	Object.entries(kind.versions).map(
		([version, schema]) => [`${kind.type}.${version}`, schemaHash(schema)] as const
	)
);

describe('F5 a schema does not change without a new version', () => {
	test.each(current)('F5 %s', (shape, hash) => {
		expect(
			hash,
			recorded[shape] === undefined
				? `${shape} is new: add "${shape}": "${hash}" to schemaHash.json and an example to shipped/.`
				: `The schema of ${shape} has changed, but facts of that shape may be on devices and servers already. Leave it ` +
						`as it was and add a version beside it (versions: { 1: …, 2: … }). Only where ${shape} was never shipped may ` +
						`schemaHash.json be given "${hash}" instead.`
		).toBe(recorded[shape]);
	});

	test('F5 no shape that was recorded is gone', () => {
		expect(Object.keys(recorded).filter((shape) => !current.some(([known]) => known === shape))).toEqual([]);
	});
});

describe('the fingerprint of a schema', () => {
	const base = { a: v.string(), b: v.optional(v.picklist(['x', 'y'])) };

	test('does not depend on the order in which fields are written', () => {
		expect(schemaHash(v.strictObject({ b: base.b, a: base.a }))).toBe(schemaHash(v.strictObject(base)));
	});

	test.each([
		['a field more', v.strictObject({ ...base, c: v.string() })],
		['a field less', v.strictObject({ a: base.a })],
		['optional or not', v.strictObject({ ...base, a: v.optional(v.string()) })],
		['another limit', v.strictObject({ ...base, a: v.pipe(v.string(), v.maxLength(5)) })],
		['another pattern', v.strictObject({ ...base, a: v.pipe(v.string(), v.regex(/x/)) })],
		['another choice', v.strictObject({ ...base, b: v.optional(v.picklist(['x', 'z'])) })],
		['open to unknown fields', v.object(base)],
		['another literal', v.strictObject({ ...base, a: v.literal('a') })],
		['an array', v.strictObject({ ...base, a: v.array(v.string()) })],
		[
			'one of several',
			v.variant('a', [v.strictObject({ a: v.literal('a') }), v.strictObject({ a: v.literal('b') })])
		]
	])('changes with the schema: %s', (_what, schema) => {
		expect(schemaHash(schema)).not.toBe(schemaHash(v.strictObject(base)));
	});

	test('sees the other fields where one of them is called kind', () => {
		const kind = v.picklist(['x', 'y']);
		expect(schemaHash(v.strictObject({ kind, a: v.string() }))).not.toBe(
			schemaHash(v.strictObject({ kind }))
		);
	});

	test('tells two limits and two patterns apart, deep inside', () => {
		const inside = (action: v.GenericPipeAction<string>) =>
			schemaHash(v.strictObject({ list: v.array(v.strictObject({ a: v.pipe(v.string(), action) })) }));
		const hashes = [v.maxLength(1), v.maxLength(2), v.minLength(1), v.regex(/a/), v.regex(/a/i)].map(
			(action) => inside(action as v.GenericPipeAction<string>)
		);
		expect(new Set(hashes).size).toBe(hashes.length);
	});
});
