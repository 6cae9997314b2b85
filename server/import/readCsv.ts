import { setImmediate } from 'node:timers/promises';
import { Parser } from 'csv-parse';
import { CHUNK_BYTES, MAX_LINES, MAX_ROW_BYTES } from './bounds.ts';
import { csvOptions, hidesWholeRows, parseOneLine } from './csvLine.ts';
import { hasMoreLines, lineBreakOf, lineEnd, LineCounter, type LineBreak } from './lineCounter.ts';
import { UnreadableFile } from './unreadableFile.ts';

/** A row that could be taken apart. */
export interface CsvRow {
	/** Where it begins, counted from 1 as an editor counts */
	line: number;
	fields: string[];
	/** Set where it could not: a quotation mark that is not closed, or more than {@link MAX_ROW_BYTES} */
	broken?: 'quote' | 'row-size';
}

/** Rows in the order of the file, and how much of it has been read, in bytes. */
export interface CsvBatch {
	rows: CsvRow[];
	read: number;
}

class SwallowedRows extends Error {}

/**
 * One pass of csv-parse from a place in the file, to its end or to the first row that it cannot take apart.
 * `rowStart` is where the row begins that comes next, or failed.
 */
class Pass {
	readonly #rows: CsvRow[] = [];
	rowStart: number;
	columns: number;
	readonly #parser: Parser;

	constructor(bytes: Buffer, lines: LineCounter, lineBreak: LineBreak, from: number, columns: number) {
		this.rowStart = from;
		this.columns = columns;
		this.#parser = new Parser({
			...csvOptions(lineBreak),
			on_record: (fields: string[], info) => {
				const end = from + info.bytes;
				const raw = bytes.subarray(this.rowStart, end);
				if (hidesWholeRows(raw, fields, this.columns, lineBreak)) throw new SwallowedRows();
				const blank = fields.length === 1 && fields[0]?.trim() === '';
				if (!blank) {
					if (this.columns === 0) this.columns = fields.length;
					this.#rows.push({ line: lines.at(this.rowStart), fields });
				}
				this.rowStart = end;
				return null;
			}
		});
		// Errors come back from write() and end(); without a listener they would end the process as well.
		this.#parser.on('error', () => {});
		this.#parser.resume();
	}

	/** False where a row could not be taken apart. */
	write(chunk: Buffer): Promise<boolean> {
		return new Promise((resolve) => this.#parser.write(chunk, (error) => resolve(!error)));
	}

	/** False where the last row could not be taken apart. */
	end(): Promise<boolean> {
		return new Promise((resolve) => {
			this.#parser.once('end', () => resolve(true));
			this.#parser.once('error', () => resolve(false));
			this.#parser.end();
		});
	}

	close(): void {
		this.#parser.destroy();
	}

	/** The rows since the last call. */
	take(): CsvRow[] {
		return this.#rows.splice(0);
	}
}

/**
 * Takes a CSV file in UTF-8 apart: semicolons, quoted fields that may hold line breaks; blank lines are
 * nothing. A stray quotation mark costs the line that it stands in, not the rows behind it: reading resumes
 * on the next line. Memory is bounded by {@link MAX_ROW_BYTES} and the chunk, however long a line is.
 * @throws UnreadableFile when there are more than {@link MAX_LINES}
 */
export async function* readCsv(bytes: Buffer): AsyncGenerator<CsvBatch> {
	const lineBreak = lineBreakOf(bytes);
	if (hasMoreLines(bytes, MAX_LINES, lineBreak)) {
		throw new UnreadableFile('too-many-rows', 'Die Datei hat mehr als 2.000.000 Zeilen.');
	}
	const lines = new LineCounter(bytes, lineBreak);
	let from = 0;
	let columns = 0;
	while (from < bytes.length) {
		const pass = new Pass(bytes, lines, lineBreak, from, columns);
		let fed = from;
		let whole = true;
		while (whole && fed < bytes.length && fed - pass.rowStart <= MAX_ROW_BYTES) {
			const chunk = bytes.subarray(fed, fed + CHUNK_BYTES);
			whole = await pass.write(chunk);
			fed += chunk.length;
			yield { rows: pass.take(), read: Math.min(fed, bytes.length) };
			await setImmediate();
		}
		const tooLong = fed - pass.rowStart > MAX_ROW_BYTES;
		if (whole && !tooLong && (await pass.end())) {
			yield { rows: pass.take(), read: bytes.length };
			return;
		}
		pass.close();
		const next = lineEnd(bytes, pass.rowStart, lineBreak);
		const row = oneLine(bytes.subarray(pass.rowStart, next), lineBreak, pass.columns);
		yield { rows: [...pass.take(), { line: lines.at(pass.rowStart), ...row }], read: next };
		({ columns } = pass);
		from = next;
	}
}

function oneLine(line: Buffer, lineBreak: LineBreak, columns: number): Omit<CsvRow, 'line'> {
	if (line.length > MAX_ROW_BYTES) {
		return { fields: line.toString('utf8', 0, 1000).split(';'), broken: 'row-size' };
	}
	const fields = parseOneLine(line, lineBreak);
	if (fields?.length === columns) return { fields };
	return { fields: line.toString('utf8').split(';'), broken: 'quote' };
}
