import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical } from '../../../src/lib/domain/canonical.ts';
import {
	factId,
	idFitsBody,
	instantOfId,
	isFactId,
	revisionOf,
	uuidV7
} from '../../../src/lib/domain/ids.ts';
import { version, validate } from 'uuid';

const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('F3 ids', () => {
	test('F3 a UUIDv7 has the form of RFC 9562', () => {
		const id = uuidV7(
			0x017f22e279b0,
			Uint8Array.from({ length: 16 }, () => 0xff)
		);
		expect(id).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff');
	});

	test('F3 a UUIDv7 is valid for any instant and any random bytes, and gives the instant back', () => {
		fc.assert(
			fc.property(instants, bytes, (instant, random) => {
				const uuid = uuidV7(instant, random);
				expect(validate(uuid)).toBe(true);
				expect(version(uuid)).toBe(7);
				expect(instantOfId(factId(uuid, {}))).toBe(instant);
			})
		);
	});

	test('F3 ids sort by their instant', () => {
		fc.assert(
			fc.property(instants, instants, bytes, bytes, (one, other, a, b) => {
				fc.pre(one < other);
				expect(factId(uuidV7(one, a), { a: 1 }) < factId(uuidV7(other, b), { b: 2 })).toBe(true);
			})
		);
	});

	test('F3 different random bytes give different ids at the same instant', () => {
		const ids = Array.from({ length: 256 }, (_, byte) => uuidV7(0, new Uint8Array(16).fill(byte)));
		expect(new Set(ids).size).toBe(256);
	});

	test.each([
		'',
		'message',
		'017f22e2-79b0-7fff-bfff-ffffffffffff',
		`017F22E2-79b0-7fff-bfff-ffffffffffff-${'a'.repeat(26)}`
	])('F3 %j is no fact id', (text) => expect(isFactId(text)).toBe(false));

	test.each([
		['UUIDv4', '4fff-bfff'],
		['variant', '7fff-cfff']
	])('F3 another kind of UUID (%s) is no fact id', (_name, middle) => {
		expect(isFactId(`017f22e2-79b0-7fff-bfff-ffffffffffff-${'a'.repeat(26)}`)).toBe(true);
		expect(isFactId(`017f22e2-79b0-${middle}-ffffffffffff-${'a'.repeat(26)}`)).toBe(false);
	});
});

describe('F4 ids and bodies', () => {
	test('F4 the id fits its own body and no other', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
				const id = factId(uuidV7(1, new Uint8Array(16)), { a });
				expect(idFitsBody(id, { a, _id: id, _rev: '1-x' })).toBe(true);
				expect(idFitsBody(id, { a: b })).toBe(canonical({ a }) === canonical({ a: b }));
			})
		);
	});

	test('F4 the two bits of padding in the last letter are no room for a second id', () => {
		const id = factId(uuidV7(1, new Uint8Array(16)), {});
		const twins = [...'abcdefghijklmnopqrstuvwxyz234567'].map((letter) => id.slice(0, -1) + letter);
		expect(twins.filter((twin) => idFitsBody(twin, {}))).toEqual([id]);
	});

	test('F1 the one revision of a fact is the hash of its id in hexadecimal', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), bytes, (body, random) => {
				const sha = createHash('sha256').update(canonical(body)).digest('hex');
				expect(revisionOf(factId(uuidV7(1, random), body))).toBe(`1-${sha.slice(0, 32)}`);
			})
		);
	});
});
