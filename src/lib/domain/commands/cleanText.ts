// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const INVISIBLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * What somebody typed or pasted, as it is stored: line ends as `\n`, composed (NFC), no blanks around, no control characters, lone
 * surrogates (half an emoji, cut by a keyboard) as U+FFFD. Markup stays: it is text like any other (DESIGN § 11).
 */
export function cleanText(typed: string): string {
	return typed
		.replace(/\r\n?/g, '\n')
		.replace(INVISIBLE, '')
		.replace(LONE_SURROGATE, '\uFFFD')
		.normalize('NFC')
		.trim();
}

/** {@link cleanText} for a field of one line. */
export function cleanLine(typed: string): string {
	return cleanText(typed).replace(/\s+/g, ' ');
}
