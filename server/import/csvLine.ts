import type { Options } from 'csv-parse';
import { CsvError, parse } from 'csv-parse/sync';
import { MAX_SHORT } from '../../src/lib/domain/limits.ts';
import type { LineBreak } from './lineCounter.ts';

const SEMICOLON = 59;

/** How the old CRM writes its files. The count of columns is checked later, with the line at hand. */
export function csvOptions(lineBreak: LineBreak): Options {
	return {
		delimiter: ';',
		record_delimiter: lineBreak === 13 ? ['\r'] : ['\r\n', '\n'],
		relax_column_count: true
	};
}

/** A single line by itself, quotation marks in the midst of a field being text; undefined where one stays open. */
export function parseOneLine(line: Buffer, lineBreak: LineBreak): string[] | undefined {
	try {
		return parse(line, { ...csvOptions(lineBreak), relax_quotes: true })[0];
	} catch (error) {
		if (error instanceof CsvError) return undefined;
		throw error;
	}
}

/**
 * True where a row of several lines is a stray quotation mark that has swallowed rows up to the next one: it is no good as
 * it stands, and one of its further lines has by itself the columns of a row.
 */
export function hidesWholeRows(
	raw: Buffer,
	fields: string[],
	columns: number,
	lineBreak: LineBreak
): boolean {
	const firstBreak = raw.indexOf(lineBreak);
	if (columns < 2 || firstBreak === -1 || firstBreak === raw.length - 1) return false;
	const good = fields.length === columns && fields.every((field) => field.length <= MAX_SHORT);
	if (good) return false;
	let semicolons = 0;
	for (const byte of raw.subarray(firstBreak + 1)) {
		if (byte === SEMICOLON) semicolons += 1;
		else if (byte === lineBreak) {
			if (semicolons === columns - 1) return true;
			semicolons = 0;
		}
	}
	return semicolons === columns - 1;
}
