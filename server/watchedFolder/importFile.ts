import { staffWithAccounts } from '../api/import.ts';
import type { ServerContext } from '../context.ts';
import { openDirectory } from '../directory/openDirectory.ts';
import { takeEntryFile } from '../entries/readEntries.ts';
import type { EntryReport } from '../entries/takeEntries.ts';
import type { ImportOutcome } from '../import/history.ts';
import { printReport } from '../import/printReport.ts';
import { runImport, TooManyGone } from '../import/runImport.ts';
import { UnreadableFile } from '../import/unreadableFile.ts';
import { kindOf, type FileKind } from './kindOfFile.ts';

/** What is needed to import a file. */
export type ImportGround = Pick<ServerContext, 'couch' | 'accounts' | 'clock' | 'random'>;

/** What became of a file. */
export interface Imported {
	/** Undefined where it is none that is taken in */
	readonly kind: FileKind | undefined;
	readonly outcome: ImportOutcome;
}

/**
 * Imports a file that lay in the folder. What the file is to blame for is an outcome like any other.
 * @throws what is no fault of the file, such as a database that does not answer, or somebody else who changes the same: it is tried again
 */
export async function importFile(ground: ImportGround, read: () => Promise<Buffer>): Promise<Imported> {
	let kind: FileKind | undefined;
	try {
		const bytes = await read();
		kind = await kindOf(bytes);
		return { kind, outcome: await importAs(ground, kind, bytes) };
	} catch (error) {
		return { kind, outcome: { failed: sentenceOf(error) } };
	}
}

async function importAs(ground: ImportGround, kind: FileKind, bytes: Buffer): Promise<ImportOutcome> {
	if (kind === 'entries') return { entries: await takeEntryFile(ground, bytes) };
	const keepStaff = await staffWithAccounts(ground.accounts);
	return { report: await runImport(openDirectory(ground), { [kind]: bytes }, { keepStaff }) };
}

/** Why the file was not imported. @throws the error itself where that is no fault of the file */
function sentenceOf(error: unknown): string {
	if (error instanceof UnreadableFile) return error.message;
	if (error instanceof TooManyGone) {
		return `${error.message} Nichts wurde geändert. Wenn das stimmt, importieren Sie die Datei bitte in der Administration.`;
	}
	throw error;
}

function entryText({ taken, known, tooOld, rejected }: EntryReport): string {
	const counts = `Zutritte: ${taken} neu, ${known} schon bekannt, ${tooOld} älter als 72 Stunden, ${rejected.length} abgelehnt`;
	const rows = rejected.map(({ line, reason }) => `  Zeile ${line}: ${reason.replace(/\p{Cc}/gu, ' ')}`);
	return [counts, ...rows].join('\n');
}

/** The outcome as the text that lies beside the file. */
export function outcomeText(name: string, outcome: ImportOutcome, now: number): string {
	const head = `${name.replace(/\p{Cc}/gu, ' ')}, ${new Date(now).toISOString()}`;
	if ('failed' in outcome) return `${head}\nNicht importiert: ${outcome.failed}\n`;
	const body =
		'entries' in outcome ? entryText(outcome.entries) : printReport(outcome.report, { json: false });
	return `${head}\n${body}\n`;
}
