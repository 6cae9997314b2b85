import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** The rows of the training document. */
const ROWS = [...Array.from({ length: 20 }, (_, at) => `S${at + 1}`)].flatMap((row) =>
	row === 'S11' ? ['S11a', 'S11b', 'S11c', 'S11d', 'S11e'] : [row]
);

const E2E = 'tests/e2e';

/** Titles of the end-to-end tests, by file. */
const titles = new Map(
	readdirSync(E2E)
		.filter((name) => name.endsWith('.test.ts'))
		.map((name) => [name, titlesIn(readFileSync(path.join(E2E, name), 'utf8'))])
);

function titlesIn(source: string): string[] {
	return [...source.matchAll(/\btest\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g)].map(([, , title = '']) =>
		title.replaceAll(/\\(.)/g, '$1')
	);
}

/** The rows that a title begins with: "S4 S16 S19 a message …" lives three of them. */
function rowsOf(title: string): string[] {
	const [numbers = ''] = /^(?:S\d+[a-e]?[:,]? )+/.exec(title) ?? [];
	return numbers.split(/[:, ]+/).filter((row) => row !== '');
}

interface Named {
	readonly row: string;
	readonly tests: readonly { readonly file: string; readonly title: string }[];
}

const table: Named[] = readFileSync('docs/features.md', 'utf8')
	.split('\n')
	.filter((line) => line.startsWith('| S'))
	.map((line) => {
		const [, row = '', , tests = ''] = line.split('|').map((cell) => cell.trim());
		const named = tests.split('<br>').map((one) => {
			const [, file = '', title = ''] = /^`([^`]+)`: (.+)$/.exec(one) ?? [];
			return { file, title };
		});
		return { row, tests: named };
	});

describe('docs/features.md', () => {
	test('has every row of the mission once, in its order', () => {
		expect(table.map(({ row }) => row)).toEqual(ROWS);
	});

	test.each(table)('$row names tests that exist and begin with its number', ({ row, tests }) => {
		expect(tests.length).toBeGreaterThan(0);
		for (const { file, title } of tests) {
			expect(titles.get(file), `${file} has no test "${title}"`).toContain(title);
			expect(rowsOf(title), title).toContain(row);
		}
	});
});
