import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const SPEC = new URL('../../../src/lib/domain/SPEC.md', import.meta.url);

/** Rules that need more than the domain: the outbox keeps C3, and its tests quote it. */
const ELSEWHERE = ['C3'];

const rules = [...readFileSync(SPEC, 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(
	([, rule]) => rule ?? ''
);

const names = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.test.ts') && !file.endsWith('spec.test.ts'))
	.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
	.flatMap((source) => source.match(/['"`](?:[A-Z]\d+ )+/g) ?? []);

const quoted = new Set(names.flatMap((name) => name.match(/[A-Z]\d+/g) ?? []));

describe('SPEC.md and its tests', () => {
	test('every rule is quoted in the name of a test', () => {
		expect(rules.filter((rule) => !quoted.has(rule) && !ELSEWHERE.includes(rule))).toEqual([]);
	});

	test('no test quotes a rule that is not there (S-numbers are rows of the mission)', () => {
		expect([...quoted].filter((rule) => !rule.startsWith('S') && !rules.includes(rule))).toEqual([]);
	});

	test('no number is given twice', () => expect(new Set(rules).size).toBe(rules.length));
});
