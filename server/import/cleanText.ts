/**
 * A field as it is kept: text like any other, markup and formulas included (DESIGN § 11). Line breaks
 * become `\n`; control characters other than it and the tab go, because no screen can show them and NUL
 * breaks tools behind us; so do blanks at both ends.
 */
export function cleanText(field: string): string {
	if (!/\p{Cc}/u.test(field)) return field.trim();
	return field
		.replace(/\r\n?/g, '\n')
		.replace(/(?![\n\t])\p{Cc}/gu, '')
		.trim();
}
