import type * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { asFact, refusalOfShape } from '../../../src/lib/domain/checkFact.ts';
import { factKinds } from '../../../src/lib/domain/facts/registry.ts';
import { shippedFacts } from './shippedFacts.ts';

const shapes = factKinds.flatMap((kind) =>
	Object.entries(kind.versions).map(
		([version, schema]) =>
			[`${kind.type}.${version}`, schema as v.StrictObjectSchema<v.ObjectEntries, undefined>] as const
	)
);

describe('F5 every version ever shipped stays valid', () => {
	test.each(shippedFacts)('F5 %s is a fact still', (name, doc) => {
		expect(refusalOfShape(doc)).toBeUndefined();
		expect(asFact(doc)).toBe(doc);
		expect(`${name}.`).toContain(`${doc.type}.${doc.v}.`);
	});

	test.each(shapes)('F5 shipped/ shows every field of %s', (shape, schema) => {
		const examples = shippedFacts.filter(([name]) => name.startsWith(`${shape}.`)).map(([, doc]) => doc);
		const shown = new Set(examples.flatMap((doc) => Object.keys(doc)));
		const missing = Object.keys(schema.entries).filter((field) => !shown.has(field));
		// The first shift of a device has nothing before it.
		const without = shape.startsWith('shiftStarted.') ? ['shift', 'after'] : [];
		const roots = /^(message|checkStarted|promotionAnswered)\./.test(shape) ? ['after'] : [];
		expect(
			missing.filter((field) => ![...without, ...roots].includes(field)),
			`add an example of ${shape} to tests/unit/domain/shipped/ that has these fields; never change one that is there`
		).toEqual([]);
	});
});
