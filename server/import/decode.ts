import { isUtf8 } from 'node:buffer';
import { CHUNK_BYTES, MAX_FILE_BYTES } from './bounds.ts';
import { UnreadableFile } from './unreadableFile.ts';

/**
 * The characters of cp1252 at 0x80 … 0x9F; all others equal Latin-1. Taken from the WHATWG Encoding
 * Standard. Node's own `TextDecoder('windows-1252')` leaves them as control characters in many releases of
 * 20, 22 and 24 (nodejs/node#56542, #60888), which turns "Š" and "€" of a customer's data into nothing.
 */
const CP1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function cp1252ToUtf8(bytes: Buffer): Buffer {
	const encoder = new TextEncoder();
	const parts: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
		const text = bytes.toString('latin1', at, at + CHUNK_BYTES);
		parts.push(
			encoder.encode(text.replace(/[\x80-\x9f]/g, (char) => CP1252.charAt(char.charCodeAt(0) - 0x80)))
		);
	}
	return Buffer.concat(parts);
}

/**
 * Stands for bytes that are no text in a file that is UTF-8 otherwise. It is no character (Unicode 23.7), so that no file has it of its own; a row
 * with it rejects itself.
 */
export const DAMAGED = '\ufdd0';

/** The file as text, a part at a time; U+FFFD stands where it is not UTF-8. */
function* readAsUtf8(bytes: Uint8Array): Generator<string> {
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
		const end = at + CHUNK_BYTES;
		yield decoder.decode(bytes.subarray(at, end), { stream: end < bytes.length });
	}
}

/** True where most of what is not ASCII is UTF-8. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
	let [good, bad] = [0, 0];
	for (const text of readAsUtf8(bytes)) {
		const others = text.match(/[^\0-\x7f]/gu) ?? [];
		const lost = others.filter((char) => char === '\ufffd').length;
		[good, bad] = [good + others.length - lost, bad + lost];
	}
	return good > bad;
}

function damagedUtf8(bytes: Uint8Array): Buffer {
	const encoder = new TextEncoder();
	return Buffer.concat(
		Array.from(readAsUtf8(bytes), (text) => encoder.encode(text.replaceAll('\ufffd', DAMAGED)))
	);
}

function startsWith(bytes: Buffer, ...marks: number[]): boolean {
	return marks.every((mark, index) => bytes[index] === mark);
}

/**
 * The file as UTF-8 without a byte order mark. What is not valid UTF-8 is cp1252, as the old CRM writes it, unless most of it is: then
 * {@link DAMAGED} stands where it is not, since one bad byte must not spoil every umlaut.
 * @throws UnreadableFile when it is empty, over {@link MAX_FILE_BYTES}, UTF-16 or binary
 */
export function toUtf8(bytes: Buffer): Buffer {
	if (bytes.length > MAX_FILE_BYTES) {
		throw new UnreadableFile('too-large', 'Die Datei ist größer als 200 MB.');
	}
	if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
		throw new UnreadableFile(
			'utf16',
			'Die Datei ist in UTF-16. Bitte als UTF-8 oder Windows-1252 speichern.'
		);
	}
	const marked = startsWith(bytes, 0xef, 0xbb, 0xbf);
	const body = marked ? bytes.subarray(3) : bytes;
	if (body.length === 0) throw new UnreadableFile('empty', 'Die Datei ist leer.');
	// PouchDB's types declare a Buffer of their own, after which Node's is no Uint8Array any more; a view of it is.
	const view = new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
	if (isUtf8(view)) return body;
	return marked || isMostlyUtf8(view) ? damagedUtf8(view) : cp1252ToUtf8(body);
}
