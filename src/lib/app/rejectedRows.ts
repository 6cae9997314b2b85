import type { RejectedRow } from './api/imports.ts';

/** Spreadsheets take these at the beginning of a cell for a formula (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** A cell of a CSV file, as text and nothing else. */
function cell(text: string): string {
	const harmless = FORMULA.test(text) ? `'${text}` : text;
	return `"${harmless.replaceAll('"', '""')}"`;
}

/** The rejected rows as a CSV file that a spreadsheet opens as it is: UTF-8 with BOM, semicolons, CRLF. */
export function rejectedCsv(
	rows: readonly Pick<RejectedRow, 'line' | 'reason'>[],
	headings: readonly [string, string]
): string {
	const lines = [headings.map(cell).join(';'), ...rows.map(({ line, reason }) => `${line};${cell(reason)}`)];
	return `\uFEFF${lines.join('\r\n')}\r\n`;
}
