import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../../../../src/lib/domain/reports/csv.ts';

const rowOf = (...cells: (string | number)[]): string => csvOf([cells]).slice(1);

/** Reads such a file back, quotes and all. */
function parsed(text: string): string[][] {
	const rows: string[][] = [[]];
	const fields = /("(?:[^"]|"")*"|[^;\r\n]*)(;|\r\n)/gy;
	for (const [, field = '', end] of text.slice(1).matchAll(fields)) {
		rows.at(-1)?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
		if (end === '\r\n') rows.push([]);
	}
	return rows.slice(0, -1);
}

describe('a table as CSV', () => {
	test('begins with the byte order mark, has semicolons and ends its lines as spreadsheets do', () => {
		expect(
			csvOf([
				['Standort', 'Anzahl'],
				['Linz Urfahr', 12]
			])
		).toBe('\uFEFFStandort;Anzahl\r\nLinz Urfahr;12\r\n');
	});

	test('formulas are neutralised', () => {
		for (const formula of ['=1+1', '+43 664', '-2', '@SUM(A1)'])
			expect(rowOf(formula)).toBe(`'${formula}\r\n`);
		expect(rowOf('\t=1')).toBe(`"'\t=1"\r\n`);
		expect(rowOf('\r=1')).toBe(`"'\r=1"\r\n`);
		expect(rowOf('=HYPERLINK("http://x";"y")')).toBe(`"'=HYPERLINK(""http://x"";""y"")"\r\n`);
	});

	test('separators, quotes, line breaks and edges of white space are quoted', () => {
		expect(rowOf('a;b', 'sagt "nein"', 'zwei\nZeilen', ' Rand')).toBe(
			'"a;b";"sagt ""nein""";"zwei\nZeilen";" Rand"\r\n'
		);
	});

	test('whatever stands in a cell, it is one cell when it is read back, and none is a formula', () => {
		fc.assert(
			fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 })), (rows) => {
				const back = parsed(csvOf(rows));
				expect(back.map((row) => row.length)).toEqual(rows.map((row) => row.length));
				for (const [at, row] of back.entries()) {
					for (const [column, field] of row.entries()) {
						expect(field).not.toMatch(/^[=+\-@\t\r]/);
						expect([field, field.replace(/^'/, '')]).toContain(rows[at]?.[column]);
					}
				}
			})
		);
	});
});
