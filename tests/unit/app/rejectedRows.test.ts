import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rejectedCsv } from '../../../src/lib/app/rejectedRows.ts';

const read = (csv: string): string[][] => parse(csv, { bom: true, delimiter: ';' }) as string[][];

it('is read back by a CSV reader as it was, whatever the reasons quote', () => {
	const harmless = fc.string({ unit: 'grapheme' }).filter((text) => !/^[=+\-@\t\r]/.test(text));
	fc.assert(
		fc.property(fc.array(fc.record({ line: fc.nat(), reason: harmless })), (rows) => {
			expect(read(rejectedCsv(rows, ['Zeile', 'Grund']))).toEqual([
				['Zeile', 'Grund'],
				...rows.map(({ line, reason }) => [String(line), reason])
			]);
		})
	);
});

it.each(['=1+1', '+43', '-1', '@SUM(A1)', '\t=1'])('§ 11: %j is no formula', (reason) => {
	expect(read(rejectedCsv([{ line: 2, reason }], ['a', 'b']))[1]?.[1]).toBe(`'${reason}`);
});
