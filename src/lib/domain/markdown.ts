/** Typed text in Markdown (CommonMark, and what Discourse adds): shown as it was typed, and nothing in it does anything. */

/** Zero-width, and no part of a name: it keeps `@all` from calling everybody and `#x` from being a link. */
const WORD_JOINER = '\u2060';

/** Control characters, and those that turn the direction of what follows round and so can disguise it. */
// eslint-disable-next-line no-control-regex -- they are what is to be removed
const UNSEEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/** What begins markup anywhere in a line. `<` is enough for HTML, `[` for links, footnotes and BBCode. */
const INLINE = /[\\`*_[\]<~|$]/g;
const ENTITY = /&(?=#?[0-9A-Za-z]+;)/g;
const MENTION = /(?<![\p{L}\p{N}])([@#])(?=[\p{L}\p{N}_-])/gu;
/** What begins markup at the beginning of a line: quotation, heading, list, rule. */
const LEADING = /^([>#=]|[-+](?=[\s-]|$)|\d{1,9}(?=[.)](\s|$)))/;

/** Text as one line, without control characters. */
export function plainLine(text: string): string {
	return text.replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
}

function escapeLine(line: string): string {
	const escaped = line
		.trim()
		.replace(INLINE, '\\$&')
		.replace(ENTITY, '\\&')
		.replace(MENTION, `$1${WORD_JOINER}`);
	// the escape of a number stands behind its digits: "1\." is no list
	return escaped.replace(LEADING, (first) => (/\d/.test(first) ? `${first}\\` : `\\${first}`));
}

/** Text of one line as Markdown. */
export function inMarkdownLine(text: string): string {
	return escapeLine(plainLine(text));
}

/** Text of any number of lines as Markdown; line breaks stay, more than one empty line does not. */
export function inMarkdown(text: string): string {
	const lines = text.replace(/\r\n?/g, '\n').replace(UNSEEN, '').split('\n').map(escapeLine);
	return lines
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}
