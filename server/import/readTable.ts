import * as v from 'valibot';
import { MAX_KEY, MAX_SHORT } from '../../src/lib/domain/limits.ts';
import { MAX_REJECTED, MAX_ROWS } from './bounds.ts';
import { cleanText } from './cleanText.ts';
import { DAMAGED, toUtf8 } from './decode.ts';
import { readHeader, type Header } from './header.ts';
import { readCsv, type CsvRow } from './readCsv.ts';
import { quoted, RowProblem, type Rejection } from './rowProblem.ts';
import type { TableSpec } from './tableSpec.ts';
import { UnreadableFile } from './unreadableFile.ts';

/** What a file holds. */
export interface ReadTable<Item> {
	/** The good rows, in the order of the file */
	items: Item[];
	/** The bad ones */
	rejected: Rejection[];
	/** Ids that stand in rejected rows: in the file all the same, so their old entries are not gone */
	unsettled: ReadonlySet<string>;
	/** Headings of columns that were passed over */
	ignoredColumns: readonly string[];
}

/** Told how much of the file has been read, both in bytes. */
export type ReadProgress = (read: number, total: number) => void;

class TableReader<Key extends string, Item> {
	readonly items: Item[] = [];
	readonly rejected: Rejection[] = [];
	readonly unsettled = new Set<string>();
	header: Header<Key> | undefined;
	readonly #spec: TableSpec<Key, Item>;
	readonly #keys: readonly Key[];
	readonly #knownSites: ReadonlySet<string>;
	readonly #firstLine = new Map<string, number>();

	constructor(spec: TableSpec<Key, Item>, knownSites: ReadonlySet<string>) {
		this.#spec = spec;
		this.#keys = Object.keys(spec.columns) as Key[];
		this.#knownSites = knownSites;
	}

	/** @throws UnreadableFile when the first row is no header, or there are too many rows or rejections */
	take(row: CsvRow): void {
		if (this.header === undefined) {
			this.header = readHeader(row.fields, this.#spec);
			return;
		}
		try {
			this.items.push(this.#toItem(row, this.header));
		} catch (error) {
			if (!(error instanceof RowProblem)) throw error;
			this.rejected.push({ line: row.line, code: error.code, reason: error.message });
			const id = this.#spec.id ? this.#field(row, this.#spec.id.key, this.header) : '';
			if (id !== '') this.unsettled.add(id);
		}
		if (this.rejected.length > MAX_REJECTED) {
			throw new UnreadableFile('too-many-rejected', 'Mehr als 100.000 Zeilen sind fehlerhaft.');
		}
		if (this.items.length > MAX_ROWS) {
			throw new UnreadableFile('too-many-rows', 'Die Datei hat mehr als 500.000 Zeilen.');
		}
	}

	#field(row: CsvRow, key: Key, header: Header<Key>): string {
		const position = header.positions.get(key);
		return position === undefined ? '' : cleanText(row.fields[position] ?? '');
	}

	#toItem(row: CsvRow, header: Header<Key>): Item {
		checkShape(row, header.width);
		const values = {} as Record<Key, string>;
		for (const key of this.#keys) values[key] = this.#field(row, key, header);
		const { id } = this.#spec;
		if (id) this.#checkId(values[id.key], id, row.line);
		for (const key of this.#keys) {
			if (values[key].length > MAX_SHORT) {
				const label = this.#spec.columns[key][0] ?? key;
				throw new RowProblem('long', `Feld ${label} ist länger als ${MAX_SHORT} Zeichen`);
			}
		}
		const item = this.#spec.toItem(values, this.#knownSites, row.line);
		if (!v.is(this.#spec.schema, item))
			throw new RowProblem('invalid', 'Die Zeile hat eine unzulässige Form');
		return item;
	}

	#checkId(id: string, { label, missing }: { label: string; missing: string }, line: number): void {
		if (id === '') throw new RowProblem('no-id', missing);
		if (id.length > MAX_KEY) throw new RowProblem('long', `${label} ist länger als ${MAX_KEY} Zeichen`);
		if (/[\n\t]/.test(id)) throw new RowProblem('line-break', `${label} enthält einen Zeilenumbruch`);
		const first = this.#firstLine.get(id);
		if (first !== undefined) {
			throw new RowProblem('duplicate', `${label} ${quoted(id)} kam schon in Zeile ${first} vor`);
		}
		this.#firstLine.set(id, line);
	}
}

function checkShape(row: CsvRow, width: number): void {
	if (row.broken === 'row-size') throw new RowProblem('row-size', 'Die Zeile ist länger als 256 KB');
	if (row.broken === 'quote') throw new RowProblem('quote', 'Ein Anführungszeichen wird nicht geschlossen');
	if (row.fields.length !== width) {
		const word = row.fields.length === 1 ? 'Spalte' : 'Spalten';
		throw new RowProblem('columns', `${row.fields.length} ${word} statt ${width}`);
	}
	if (row.fields.some((field) => field.includes(DAMAGED)))
		throw new RowProblem('damaged', 'Die Zeile enthält Zeichen, die nicht lesbar sind');
}

/**
 * Reads a file of the old CRM. `knownSites` are the ids that its rows may name.
 * @throws UnreadableFile when it could not be read at all; a bad row only rejects itself
 */
export async function readTable<Key extends string, Item>(
	bytes: Buffer,
	spec: TableSpec<Key, Item>,
	knownSites: ReadonlySet<string>,
	onProgress: ReadProgress = () => {}
): Promise<ReadTable<Item>> {
	try {
		return await readText(toUtf8(bytes), new TableReader(spec, knownSites), onProgress);
	} catch (error) {
		if (!(error instanceof UnreadableFile)) throw error;
		if (error.code === 'header' && bytes.subarray(0, 1000).includes(0)) {
			throw new UnreadableFile('binary', `${spec.title}: Das ist keine Textdatei.`);
		}
		throw new UnreadableFile(error.code, `${spec.title}: ${error.message}`);
	}
}

async function readText<Key extends string, Item>(
	text: Buffer,
	reader: TableReader<Key, Item>,
	onProgress: ReadProgress
): Promise<ReadTable<Item>> {
	for await (const { rows, read } of readCsv(text)) {
		for (const row of rows) reader.take(row);
		onProgress(read, text.length);
	}
	const { header, items, rejected, unsettled } = reader;
	if (header === undefined) throw new UnreadableFile('empty', 'Die Datei ist leer.');
	return { items, rejected, unsettled, ignoredColumns: header.ignored };
}
