import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** `it.skipIf(…)(` and its like, up to the end of the title. */
const CONDITIONAL = /\b(?:it|test|describe)\.(?:skipIf|runIf)\((?:[^()]|\([^()]*\))*\)\(\s*(['"`])(.*?)\1/gs;
/** What would leave a test out without the summary saying why, or not at all (DESIGN § 8). */
const SILENT = /\b(?:it|test|describe)\.(?:skip|todo|only|fixme)\b/;

const files = readdirSync('tests', { recursive: true, encoding: 'utf8' })
	// this file speaks of it
	.filter((name) => name.endsWith('.test.ts') && !name.endsWith('notRun.test.ts'))
	.map((name) => path.join('tests', name));

test('a test that does not run everywhere says in its name what it needs, for the summary of npm test', () => {
	const titles = files.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(CONDITIONAL)].map(([, , title]) => title)
	);
	expect(titles.length).toBeGreaterThan(2);
	expect(titles.filter((title) => !/\(needs [^)]+\)$/.test(title ?? ''))).toEqual([]);
});

test('no test is left out for good', () => {
	expect(files.filter((file) => SILENT.test(readFileSync(file, 'utf8')))).toEqual([]);
});
