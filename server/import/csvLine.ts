import type { Options } from 'csv-parse';
import { CsvError, parse } from 'csv-parse/sync';
import { MAX_SHORT } from '../../src/lib/domain/limits.ts';
import { lineEnd, type LineBreak } from './lineCounter.ts';

const SEMICOLON = 59;
const QUOTE = 34;

/** How the old CRM writes its files. The count of columns is checked later, with the line at hand. */
export function csvOptions(lineBreak: LineBreak): Options {
	return {
		delimiter: ';',
		record_delimiter: lineBreak === 13 ? ['\r'] : ['\r\n', '\n'],
		relax_column_count: true
	};
}

/**
 * A single line by itself, quotation marks in the midst of a field being text; undefined where one stays
 * open.
 */
export function parseOneLine(line: Buffer, lineBreak: LineBreak): string[] | undefined {
	try {
		return parse(line, { ...csvOptions(lineBreak), relax_quotes: true })[0];
	} catch (error) {
		if (error instanceof CsvError) return undefined;
		throw error;
	}
}

/**
 * Whether a line has by itself the columns of a row, the mark that closes a field of the line before not
 * being in its first.
 */
function looksWhole(line: Buffer, columns: number): boolean {
	const semicolon = line.indexOf(SEMICOLON);
	const mark = line.indexOf(QUOTE);
	if (mark !== -1 && mark < semicolon) return false;
	return line.reduce((sum, byte) => (byte === SEMICOLON ? sum + 1 : sum), 0) === columns - 1;
}

function linesOf(raw: Buffer, lineBreak: LineBreak): Buffer[] {
	const lines: Buffer[] = [];
	for (let at = 0; at < raw.length; at = lineEnd(raw, at, lineBreak)) {
		lines.push(raw.subarray(at, lineEnd(raw, at, lineBreak)));
	}
	return lines;
}

/**
 * True where a row of several lines is in truth a stray quotation mark that has swallowed rows up to the
 * next one: one of its further lines has by itself the columns of a row, and so has the first, or the row
 * is no good as it stands.
 */
export function hidesWholeRows(
	raw: Buffer,
	fields: string[],
	columns: number,
	lineBreak: LineBreak
): boolean {
	if (columns < 2 || lineEnd(raw, 0, lineBreak) === raw.length) return false;
	const [first, ...further] = linesOf(raw, lineBreak);
	const good = fields.length === columns && fields.every((field) => field.length <= MAX_SHORT);
	if (good && !(first && looksWhole(first, columns))) return false;
	return further.some((line) => looksWhole(line, columns));
}
