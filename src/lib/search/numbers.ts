/** One form for each number that a contact carries, so that what is typed or scanned can be compared with it. */

const NOT_CODE = /[^0-9A-Za-z]+/g;
const CODE_ONLY = /^[0-9A-Z]*$/;
const LEADING = /^([A-Z]*)(0*(?=.))?(.*)$/;
const ZERO = 48;
const NINE = 57;
const PLUS = 43;

/** A KundenID or card number: upper case, letters and digits of ASCII only. `mf 9654-0423` → `MF96540423`. */
export function codeOf(text: string): string {
	return CODE_ONLY.test(text) ? text : text.replace(NOT_CODE, '').toUpperCase();
}

/** A code taken apart: `MF0042` → letters `MF`, zeros `00`, rest `42`; of nothing but zeros the last is the rest. */
export interface CodeParts {
	letters: string;
	zeros: string;
	rest: string;
}

/** Takes a code from {@link codeOf} apart. Scanners and spreadsheets lose the letters or the zeros, never the rest. */
export function codeParts(code: string): CodeParts {
	const [, letters = '', zeros = '', rest = ''] = LEADING.exec(code) ?? [];
	return { letters, zeros, rest };
}

/** Below so many digits, leading zeros are taken at their word: `5` is not card `00000005`. */
const FEWEST_DIGITS_WITHOUT_ZEROS = 4;

/** Whether two card numbers are the same card: letters may be missing on one side, leading zeros on either. */
export function sameCard(a: string, b: string): boolean {
	const left = codeOf(a);
	const right = codeOf(b);
	if (left === '' || right === '') return false;
	if (left === right) return true;
	const one = codeParts(left);
	const other = codeParts(right);
	if (one.rest !== other.rest) return false;
	if (one.letters !== other.letters && one.letters !== '' && other.letters !== '') return false;
	return one.zeros === other.zeros || one.rest.length >= FEWEST_DIGITS_WITHOUT_ZEROS;
}

/** A telephone number without what may be left out. */
export interface PhoneDigits {
	/** All digits as they stand */
	raw: string;
	/** Digits without +43, 0043 or the leading 0; other countries keep their code */
	significant: string;
	/** True where such a beginning was there, so that `significant` is the beginning of the number */
	fromStart: boolean;
}

/** Reads a telephone number in any customary form: `+43 (0) 664/12 34`, `0043664…`, `0664 1234`. */
export function phoneDigits(text: string): PhoneDigits {
	const bytes = new Uint8Array(text.length);
	const raw = text.replace(/\D+/g, '');
	const significant = String.fromCharCode(...bytes.subarray(0, writeSignificantDigits(text, bytes, 0)));
	return { raw, significant, fromStart: significant.length < raw.length || text.trimStart().startsWith('+') };
}

/**
 * Writes the significant digits of a telephone number from place `at` on and gives the place after them. Bytes and not
 * strings, because it runs for every contact at start.
 */
export function writeSignificantDigits(text: string, bytes: Uint8Array, at: number): number {
	let end = at;
	let plus = false;
	for (let place = 0; place < text.length; place++) {
		const code = text.charCodeAt(place);
		if (code >= ZERO && code <= NINE) bytes[end++] = code;
		else if (code === PLUS && end === at) plus = true;
	}
	const begin = significantBegin(bytes, at, end, plus);
	bytes.copyWithin(at, begin, end);
	return end - (begin - at);
}

function significantBegin(bytes: Uint8Array, at: number, end: number, plus: boolean): number {
	const isAt = (place: number, digit: number) => place < end && bytes[place] === ZERO + digit;
	let begin = at;
	const international = plus || (isAt(at, 0) && isAt(at + 1, 0));
	if (international) {
		if (!plus) begin += 2;
		if (isAt(begin, 4) && isAt(begin + 1, 3)) begin += 2;
	}
	return isAt(begin, 0) ? begin + 1 : begin;
}

/** Writes a code as {@link codeOf} gives it, like {@link writeSignificantDigits}. */
export function writeCode(text: string, bytes: Uint8Array, at: number): number {
	let end = at;
	for (let place = 0; place < text.length; place++) {
		let code = text.charCodeAt(place);
		if (code >= 97 && code <= 122) code -= 32;
		if ((code >= ZERO && code <= NINE) || (code >= 65 && code <= 90)) bytes[end++] = code;
	}
	return end;
}

/** Writes {@link CodeParts.rest} of a code, like {@link writeSignificantDigits}. */
export function writeCodeRest(text: string, bytes: Uint8Array, at: number): number {
	const end = writeCode(text, bytes, at);
	let begin = at;
	while (begin < end && (bytes[begin] as number) > NINE) begin++;
	while (begin < end - 1 && bytes[begin] === ZERO) begin++;
	bytes.copyWithin(at, begin, end);
	return end - (begin - at);
}
