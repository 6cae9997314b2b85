/** What fits a valibot schema, almost fits it, or does not fit it at all. */
import fc from 'fast-check';
import type * as v from 'valibot';

/** As much of valibot's schemas as is looked at; they carry all that they were made of. */
interface Shape {
	readonly kind: string;
	readonly type: string;
	readonly pipe?: readonly Shape[];
	readonly requirement?: unknown;
	readonly entries?: Readonly<Record<string, Shape>>;
	readonly wrapped?: Shape;
	readonly item?: Shape;
	readonly items?: readonly Shape[];
	readonly options?: readonly unknown[];
	readonly literal?: unknown;
}

/** Texts that somebody has once fallen over. */
const NASTY_TEXTS = [
	'',
	' ',
	'\u0000',
	'\ud800',
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'../../etc/passwd',
	'_design/x',
	'_local/x',
	'=1+1',
	'<script>alert(1)</script>',
	"' OR 1=1 --",
	'${7*7}',
	'%00',
	'%zz',
	'\r\nSet-Cookie: a=b',
	'\u202eabc',
	'😀'.repeat(120),
	'ä'.repeat(70_000),
	'9'.repeat(400),
	'1e309',
	'-0',
	'NaN',
	'null',
	'2026-02-30T00:00:00.000Z',
	'javascript:alert(1)',
	'http://[::1',
	'\uffff'
];

const nastyText = fc.constantFrom(...NASTY_TEXTS);
const nastyNumber = fc.constantFrom(0, -0, -1, 0.1, 1e21, 1e308, 2 ** 53, -(2 ** 63), 5e-324);

function nested(depth: number): unknown {
	let value: unknown = [];
	for (let i = 0; i < depth; i += 1) value = [value];
	return value;
}

/** Prototype names as own fields, which no object literal can have. */
const poisoned = fc.constantFrom(
	...['__proto__', 'constructor', 'prototype', 'toJSON', 'valueOf', 'then', 'length'].map(
		(name) => JSON.parse(`{"${name}":{"x":1},"a":{"${name}":null}}`) as object
	)
);

/** Any value that JSON can say, and none that anybody asked for. */
export const nonsense: fc.Arbitrary<unknown> = fc.oneof(
	nastyText,
	nastyNumber,
	fc.jsonValue({ maxDepth: 3 }),
	poisoned,
	fc.constantFrom(null, true, false, {}, []),
	fc.integer({ min: 1, max: 3000 }).map(nested)
);

/** A text for this pipe of checks; where it has a pattern, mostly one that fits it. */
function textFor(shape: Shape, known: readonly string[]): fc.Arbitrary<unknown> {
	const patterns = (shape.pipe ?? []).flatMap(({ requirement }) =>
		requirement instanceof RegExp ? [fc.stringMatching(requirement)] : []
	);
	return fc.oneof(
		{ weight: 6, arbitrary: fc.oneof(fc.constantFrom(...known), ...patterns) },
		{ weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
		{ weight: 2, arbitrary: nastyText }
	);
}

function around(shape: Shape): fc.Arbitrary<unknown> {
	const bounds = (shape.pipe ?? []).flatMap(({ requirement }) =>
		typeof requirement === 'number' ? [requirement - 1, requirement, requirement + 1] : []
	);
	return fc.oneof(nastyNumber, fc.integer(), fc.constantFrom(...bounds, 1));
}

function fitting(shape: Shape, known: readonly string[]): fc.Arbitrary<unknown> {
	const inner = (next: Shape): fc.Arbitrary<unknown> => almost(next, known);
	switch (shape.type) {
		case 'string':
			return textFor(shape, known);
		case 'number':
			return around(shape);
		case 'boolean':
			return fc.boolean();
		case 'literal':
			return fc.constant(shape.literal);
		case 'picklist':
			return fc.constantFrom(...(shape.options ?? []));
		case 'array':
			return shape.item ? fc.array(inner(shape.item), { maxLength: 5 }) : nonsense;
		case 'optional':
			return shape.wrapped ? fc.option(inner(shape.wrapped), { nil: undefined }) : nonsense;
		case 'nullable':
			return shape.wrapped ? fc.option(inner(shape.wrapped), { nil: null }) : nonsense;
		case 'union':
		case 'variant':
			return fc.oneof(...((shape.options ?? []) as readonly Shape[]).map(inner));
		case 'object':
		case 'loose_object':
		case 'strict_object':
			return fc.record(
				Object.fromEntries(Object.entries(shape.entries ?? {}).map(([name, entry]) => [name, inner(entry)]))
			);
		default:
			return nonsense;
	}
}

function almost(shape: Shape, known: readonly string[]): fc.Arbitrary<unknown> {
	return fc.oneof({ weight: 12, arbitrary: fitting(shape, known) }, { weight: 1, arbitrary: nonsense });
}

/** The object with one field more or less, or with another value in one. */
function spoiled(value: unknown, [name, junk, drop]: [string, unknown, boolean]): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	const names = Object.keys(value);
	const entries = Object.entries(value).filter((_, i) => !drop || i !== name.length % names.length);
	// by way of entries, so that `__proto__` becomes a field
	return Object.fromEntries(drop ? entries : [...entries, [name, junk]]);
}

/**
 * Values of which many fit the schema and all others nearly do.
 * @param known texts that mean something to the server: ids, names, codes
 */
export function valuesFor(schema: v.GenericSchema, known: readonly string[]): fc.Arbitrary<unknown> {
	const fits = fitting(schema as unknown as Shape, known);
	const spoiler = fc.tuple(fc.oneof(nastyText, fc.constantFrom(...known)), nonsense, fc.boolean());
	return fc.oneof(
		{ weight: 6, arbitrary: fits },
		{ weight: 3, arbitrary: fc.tuple(fits, spoiler).map(([value, how]) => spoiled(value, how)) },
		{ weight: 1, arbitrary: nonsense }
	);
}

/** Texts for paths and headers of requests. */
export const anyText = fc.oneof(nastyText, fc.string({ unit: 'binary', maxLength: 40 }));
