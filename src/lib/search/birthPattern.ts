/** Reads a date of birth while it is being typed; what is not typed yet may be anything, so that results never jump away. */

/** Which dates of birth are meant. */
export interface BirthPattern {
	/** 1–31, or 0 for any */
	day: number;
	/** 1–12, or 0 for any */
	month: number;
	/** Digits of the year as far as they are typed; two may be either end (`19` is 1919, 2019 and 19…) */
	year: string;
	/** True where it is written as a date (dots, ISO) and cannot be meant as any other number */
	certain: boolean;
}

const DOTTED = /^(\d{1,2})\.\s*(?:(\d{1,2})(?:\.\s*(\d{0,4}))?)?$/;
const SLASHED = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{0,4}))?$/;
const ISO = /^(\d{4})-(\d{1,2})?(?:-(\d{1,2})?)?$/;
const COMPACT = /^(\d{2})(\d{2})(\d{2,4})$/;
const COMPACT_ISO = /^(\d{4})(\d{2})(\d{2})$/;
const WHOLE_YEAR = /^(19|20)\d\d$/;

/** The pattern that a text stands for, or undefined where it is no date. Without dots also `130606`, `13062006`, `1988`. */
export function birthPattern(text: string): BirthPattern | undefined {
	const dotted = DOTTED.exec(text);
	if (dotted) return pattern(dotted[1], dotted[2], dotted[3], true);
	const iso = ISO.exec(text);
	if (iso) return pattern(iso[3], iso[2], iso[1], true);
	const slashed = SLASHED.exec(text);
	if (slashed) return pattern(slashed[1], slashed[2], slashed[3], false);
	if (WHOLE_YEAR.test(text)) return { day: 0, month: 0, year: text, certain: false };
	const compact = COMPACT.exec(text);
	const german = compact && pattern(compact[1], compact[2], compact[3], false);
	if (german) return german;
	const compactIso = COMPACT_ISO.exec(text);
	return compactIso ? pattern(compactIso[3], compactIso[2], compactIso[1], false) : undefined;
}

function pattern(day = '', month = '', year = '', certain: boolean): BirthPattern | undefined {
	const read = { day: Number(day), month: Number(month), year, certain };
	if (read.day > 31 || read.month > 12) return undefined;
	if (day === '00' || month === '00') return undefined;
	if (year.length > 2 && !/^(19|20)/.test(year)) return undefined;
	return read;
}

/** A stored date of birth (`yyyy-mm-dd`) as the number yyyymmdd; 0 where it is unknown. */
export function birthNumber(iso: string): number {
	return iso === '' ? 0 : Number(iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 10));
}

/** A test for dates of birth from {@link birthNumber}. Only numbers inside: it runs for every contact per keystroke. */
export function birthTest({ day, month, year }: BirthPattern): (birth: number) => boolean {
	const from = Number(year.padEnd(4, '0'));
	const to = Number(year.padEnd(4, '9'));
	const ending = year.length === 2 ? Number(year) : -1;
	return (birth) => {
		if (birth === 0) return false;
		if (day !== 0 && birth % 100 !== day) return false;
		if (month !== 0 && Math.trunc(birth / 100) % 100 !== month) return false;
		const born = Math.trunc(birth / 10_000);
		return (born >= from && born <= to) || born % 100 === ending;
	};
}

/** True where the pattern names a day, a month and a year, so that it means a handful of people. */
export function isWholeDate(wanted: BirthPattern): boolean {
	return wanted.day !== 0 && wanted.month !== 0 && wanted.year.length >= 2;
}
