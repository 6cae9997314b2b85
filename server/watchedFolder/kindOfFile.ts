import { ENTRY_COLUMNS, ENTRY_OPTIONAL } from '../entries/entryTable.ts';
import { contactTable } from '../import/contactTable.ts';
import { toUtf8 } from '../import/decode.ts';
import { readHeader } from '../import/header.ts';
import { readCsv } from '../import/readCsv.ts';
import { siteTable } from '../import/siteTable.ts';
import { staffTable } from '../import/staffTable.ts';
import type { TableSpec } from '../import/tableSpec.ts';
import { UnreadableFile } from '../import/unreadableFile.ts';

/** The files that are taken in, in the order in which they are: rows name what the files before them bring. */
export const FILE_KINDS = ['sites', 'staff', 'contacts', 'entries'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

type Headings = Pick<TableSpec<string, unknown>, 'columns' | 'optional'>;

const HEADINGS: Readonly<Record<FileKind, Headings>> = {
	sites: siteTable,
	staff: staffTable,
	contacts: contactTable,
	entries: { columns: ENTRY_COLUMNS, optional: ENTRY_OPTIONAL }
};

/** How many columns of a table stand in a header; 0 where one is missing that must not. */
function fits(headings: string[], table: Headings): number {
	try {
		return readHeader(headings, table).positions.size;
	} catch (error) {
		if (error instanceof UnreadableFile) return 0;
		throw error;
	}
}

/** Which of the files it is, by its header row, whatever its name; undefined where it is none of them, or cannot be read. */
export async function kindOfFile(read: () => Promise<Buffer>): Promise<FileKind | undefined> {
	try {
		return await kindOf(await read());
	} catch (error) {
		if (error instanceof UnreadableFile) return undefined;
		throw error;
	}
}

/** {@link kindOfFile} for bytes. @throws UnreadableFile where it is none of them */
export async function kindOf(bytes: Buffer): Promise<FileKind> {
	const [headings = []] = await firstRow(toUtf8(bytes));
	const found = FILE_KINDS.map((kind) => ({ kind, columns: fits(headings, HEADINGS[kind]) }))
		.filter(({ columns }) => columns > 0)
		.sort((a, b) => b.columns - a.columns);
	if (found[0]) return found[0].kind;
	throw new UnreadableFile(
		'header',
		'Die erste Zeile nennt weder die Spalten der Standorte noch die der Mitarbeiter, Kontakte oder Zutritte.'
	);
}

async function firstRow(text: Buffer): Promise<string[][]> {
	for await (const { rows } of readCsv(text)) if (rows[0]) return [rows[0].fields];
	return [];
}
