import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, type CsvRow } from '../../../server/import/readCsv.ts';

async function read(text: string): Promise<CsvRow[]> {
	const rows: CsvRow[] = [];
	for await (const batch of readCsv(Buffer.from(text))) rows.push(...batch.rows);
	return rows;
}

const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;

describe('readCsv', () => {
	test('counts lines as an editor does: blank ones and those within quotation marks too', async () => {
		const rows = await read('a;b\r\n\r\n1;"x\r\n\r\ny"\r\n   \r\n2;z\r\n');
		expect(rows).toEqual([
			{ line: 1, fields: ['a', 'b'] },
			{ line: 3, fields: ['1', 'x\r\n\r\ny'] },
			{ line: 7, fields: ['2', 'z'] }
		]);
	});

	test.each([
		['LF', 'a;b\n1;2\n'],
		['no break at the end', 'a;b\r\n1;2'],
		['CR alone', 'a;b\r1;2\r']
	])('takes %s', async (_, text) => {
		expect(await read(text)).toEqual([
			{ line: 1, fields: ['a', 'b'] },
			{ line: 2, fields: ['1', '2'] }
		]);
	});

	test('gives back what a writer of CSV wrote, with the line where each row begins', async () => {
		const field = fc.string({ unit: fc.constantFrom('a', ';', '"', '\n', '\r\n', 'ü', '💪', ' ', '=') });
		const table = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 20 });
		await fc.assert(
			fc.asyncProperty(table, async (fields) => {
				const written = fields.map((row) => row.map(quote).join(';') + '\r\n');
				let line = 1;
				const expected = written.map((row, index) => {
					const at = line;
					line += row.split('\n').length - 1;
					return { line: at, fields: fields[index] };
				});
				expect(await read(written.join(''))).toEqual(expected);
			})
		);
	});

	test('a quotation mark within a field is text', async () => {
		expect(await read('a;b\n5" Rohr;x\n"Hansi" Huber;y\n')).toEqual([
			{ line: 1, fields: ['a', 'b'] },
			{ line: 2, fields: ['5" Rohr', 'x'] },
			{ line: 3, fields: ['"Hansi" Huber', 'y'] }
		]);
	});

	test('a lone quotation mark costs its own line, not the rows behind it', async () => {
		const rows = await read('a;b\n1;x\n2;"y\n3;z\n4;"ok"\n');
		expect(rows.map(({ line, broken }) => [line, broken])).toEqual([
			[1, undefined],
			[2, undefined],
			[3, 'quote'],
			[4, undefined],
			[5, undefined]
		]);
		expect(rows[2]?.fields[0]).toBe('2');
	});

	test('two lone quotation marks do not swallow the rows between them', async () => {
		const rows = await read('a;b;c\n1;"x;p\n2;y;q\n3;z";r\n4;w;s\n');
		expect(rows.filter(({ broken }) => !broken).map(({ fields }) => fields[0])).toEqual(['a', '2', '3', '4']);
		expect(rows.filter(({ broken }) => broken).map(({ line }) => line)).toEqual([2]);
	});

	test('a quoted field may hold line breaks and semicolons at once', async () => {
		const rows = await read('a;b;c\n1;"x\ny; z";r\n"2\n2";y;z\n');
		expect(rows.map(({ fields }) => fields)).toEqual([
			['a', 'b', 'c'],
			['1', 'x\ny; z', 'r'],
			['2\n2', 'y', 'z']
		]);
	});

	test('a row of several lines with too few columns stays one row', async () => {
		const rows = await read('a;b;c\n1;"x\ny"\n2;y;z\n');
		expect(rows.map(({ line, fields }) => [line, fields.length])).toEqual([
			[1, 3],
			[2, 2],
			[4, 3]
		]);
	});

	test.each([
		['one line', `2;${'x'.repeat(3_000_000)}\n`, 3],
		['a million columns', `2${';'.repeat(1_000_000)}\n`, 3],
		['a quotation mark and a long rest', `2;"${'x'.repeat(300_000)}\n`, 3]
	])('passes over a row that is too long (%s)', async (_, long, after) => {
		const rows = await read(`a;b\n${long}3;z\n`);
		expect(rows.map(({ line, broken }) => [line, broken])).toEqual([
			[1, undefined],
			[2, 'row-size'],
			[after, undefined]
		]);
		expect(rows[1]?.fields.length).toBeLessThan(2_000);
	});

	test('a quoted field that never ends gives up after the longest row', async () => {
		const rows = await read(`a;b\n2;"y\n${'3;z\n'.repeat(100_000)}`);
		expect(rows).toHaveLength(100_002);
		expect(rows[1]?.broken).toBe('quote');
		expect(rows.at(-1)).toEqual({ line: 100_002, fields: ['3', 'z'] });
	});

	test('refuses more lines than any export has', async () => {
		await expect(read('\n'.repeat(2_000_001))).rejects.toMatchObject({ code: 'too-many-rows' });
	});
});
