/**
 * How long the files lie in the import folder that were taken in, or could not be. They are whole exports with the data of every customer, so
 * not for ever; and entry events no longer than in the database. Until when stands in the report beside each.
 */
import { ENTRIES_KEPT } from '../../src/lib/domain/entries.ts';
import { REPORTS_KEPT } from '../import/forgetRows.ts';
import type { FileKind } from './kindOfFile.ts';

const LINE = 'Diese Datei und dieser Bericht werden entfernt:';

/** The report's last line. @param kind undefined where the file is none of those that are taken in */
export function keepingLine(kind: FileKind | undefined, now: number): string {
	return `${LINE} ${new Date(now + (kind === 'entries' ? ENTRIES_KEPT : REPORTS_KEPT)).toISOString()}\n`;
}

/** Until when a file is kept, as its report says, ms since 1970; undefined where that is none of our reports. */
export function keptUntil(report: string): number | undefined {
	const lines = report.trimEnd().split('\n');
	const last = lines.at(-1) ?? '';
	if (last.startsWith(`${LINE} `)) return instantIn(last);
	// of an earlier version: the first line says when the file was taken in
	const at = instantIn(lines[0] ?? '');
	if (
		at === undefined ||
		!/^(Nicht importiert|Zutritte|Standorte|Mitarbeiter|Kontakte): /.test(lines[1] ?? '')
	)
		return undefined;
	return at + (lines[1]?.startsWith('Zutritte: ') ? ENTRIES_KEPT : REPORTS_KEPT);
}

function instantIn(line: string): number | undefined {
	const [text] = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.exec(line) ?? [];
	const instant = Date.parse(text ?? '');
	return Number.isNaN(instant) ? undefined : instant;
}
