/** Imports that were done, in words. */
import * as m from '../paraglide/messages.js';
import { partLabel } from './adminWords.ts';
import type { ImportRecord } from './api/importHistory.ts';
import { IMPORT_PARTS, type ImportPart } from './api/imports.ts';
import { countText } from './wording.ts';

/** Who or what brought it: a person, the command line, or a file in the watched folder. */
export function importSource({ source, who, file }: ImportRecord): string {
	if (source === 'folder' && file) return m.admin_history_folder_file({ file });
	return source === 'web' && who ? who.name : importWay(source);
}

/** On which way it came. */
export function importWay(source: ImportRecord['source']): string {
	return { web: m.admin_title, command: m.admin_history_command, folder: m.admin_history_folder }[source]();
}

/** What came of it, a line for each list; what is nought is not said. */
export function importOutcome(record: ImportRecord): string[] {
	if (record.failed !== undefined) return [record.failed];
	const lists = IMPORT_PARTS.flatMap((part) => {
		const counts = record[part];
		if (!counts) return [];
		return [listOutcome(part, counts)];
	});
	const { entries } = record;
	if (!entries) return lists;
	const said = counted([
		[entries.taken, m.admin_history_taken()],
		[entries.known, m.admin_history_known()],
		[entries.tooOld, m.admin_history_too_old()],
		[entries.rejected, m.admin_row_rejected()]
	]);
	return [...lists, `${m.admin_history_entries()}: ${said || m.admin_history_nothing()}`];
}

/** "Kunden: 3 neu, 1 geändert" */
export function listOutcome(
	part: ImportPart,
	counts: Readonly<Record<'new' | 'changed' | 'gone' | 'rejected', number>>
): string {
	const said = counted([
		[counts.new, m.admin_row_new()],
		[counts.changed, m.admin_row_changed()],
		[counts.gone, m.admin_row_gone()],
		[counts.rejected, m.admin_row_rejected()]
	]);
	return `${partLabel(part)}: ${said || m.admin_row_unchanged()}`;
}

/** "3 neu, 1 geändert": what is nought is not said. */
export function counted(counts: readonly (readonly [count: number, label: string])[]): string {
	return counts
		.filter(([count]) => count > 0)
		.map(([count, label]) => `${countText(count)} ${label}`)
		.join(', ');
}

/** The rejected rows that are remembered, list by list, and how many there were in all. */
export function rejectedOf(record: ImportRecord): { rows: { line: number; reason: string }[]; all: number } {
	const parts = [record.sites, record.staff, record.contacts, record.entries].filter(
		(part) => part !== undefined
	);
	return {
		rows: parts.flatMap((part) => part.rows),
		all: parts.reduce((sum, part) => sum + part.rejected, 0)
	};
}
