import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Validators } from '../../../server/couchdb/validate/bundle.ts';
import { sha256 } from '../../../server/couchdb/validate/plainSha256.ts';
import { testValidators } from '../harness.ts';
import { messageOf, pushed } from '../facts.ts';

let validators: Validators;
beforeAll(async () => {
	validators = await testValidators();
	const sizes = Object.entries(validators).map(([name, text]: [string, string]) => `${name} ${text.length}`);
	console.info(`validate functions, characters: ${sizes.join(', ')}`);
});

/** What CouchDB's engines have not: QuickJS as it is built there, and SpiderMonkey's older library. */
const POORER = `
	for (const name of ['Uint8Array', 'Uint32Array', 'ArrayBuffer', 'DataView', 'BigInt', 'TextEncoder', 'crypto', 'structuredClone'])
		delete globalThis[name];
	delete Object.hasOwn; delete Array.prototype.at; delete String.prototype.at; delete String.prototype.replaceAll;
	delete Array.prototype.findLast; delete Array.prototype.toSorted;
`;

type Validate = (
	doc: object,
	old: null,
	user: { name: string | null; roles: string[] },
	security: object
) => void;

function inEngine(text: string): Validate {
	return runInNewContext(`${POORER}; ${text}`) as Validate;
}

describe('a bundled validate function', () => {
	it.each(['messages', 'readOnly', 'appendOnly'] as const)('%s has no syntax newer than 2017', (name) => {
		// strings and expressions of the bundle hold no question mark before a dot or another one
		expect(validators[name]).not.toMatch(/\?\.[^\d]|\?\?/);
		expect(validators[name]).not.toMatch(/\b(BigInt|TextEncoder|Uint8Array|Object\.hasOwn)\b/);
	});

	it.each(['messages', 'readOnly', 'appendOnly'] as const)('%s is one function expression', (name) => {
		expect(validators[name]).toMatch(/^\(function validate\([^)]*\) \{/);
		expect(typeof inEngine(validators[name])).toBe('function');
	});

	it('judges facts without anything that CouchDB has not', () => {
		const validate = inEngine(validators.messages);
		const user = { name: 'd-abc', roles: ['dienstbuch-member'] };
		const fact = pushed(messageOf({ device: 'd-abc' }, 'Müller 😀 €'));
		expect(() => validate(fact, null, user, {})).not.toThrow();
		expect(() => validate({ ...fact, text: 'anders' }, null, user, {})).toThrow(
			expect.objectContaining({ forbidden: '_id: hash' })
		);
		// the second call finds the modules set up
		expect(() => validate(fact, null, user, {})).not.toThrow();
	});

	it('lets the server itself write and delete anything', () => {
		const admin = { name: 'admin', roles: ['_admin'] };
		for (const text of [validators.messages, validators.readOnly]) {
			expect(() => inEngine(text)({ _id: 'x', _deleted: true }, null, admin, {})).not.toThrow();
		}
	});
});

describe('SHA-256 over plain arrays', () => {
	const platform = (bytes: Uint8Array): number[] => [...createHash('sha256').update(bytes).digest()];

	it('is what the platform says it is', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				expect(sha256([...bytes])).toEqual(platform(bytes));
			})
		);
	});

	it.each([0, 55, 56, 57, 63, 64, 65, 119, 120, 128, 40_000])('of %i bytes', (length) => {
		const bytes = new Uint8Array(length).map((_, i) => i);
		expect(sha256([...bytes])).toEqual(platform(bytes));
	});
});
