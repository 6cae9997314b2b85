/** What a spreadsheet would take for the beginning of a formula, or skip before one. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** Has a spreadsheet read the file as UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

function cell(value: string | number): string {
	if (typeof value === 'number') return String(value);
	// Text from anybody (names, rules) must not run as a formula where the file is opened (DESIGN § 11).
	const text = FORMULA.test(value) ? `'${value}` : value;
	return /[";\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as CSV as spreadsheets of German language open it: semicolons, UTF-8 with byte order mark, no formulas. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
	return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('');
}
