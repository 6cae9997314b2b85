/** What a password must not be. Length is what helps; the rest keeps the first guesses out (NIST SP 800-63B § 3.1.1.2). */

/** Least number of characters. */
export const LEAST_PASSWORD = 10;
/** Different characters that it has at least. */
const LEAST_DIFFERENT = 5;
/** The shortest part of a name that counts. */
const LEAST_NAME = 4;

/** What people take first, of those that are long enough; looked for in lower case, without what stands between letters and digits. */
const COMMON = [
	'passwort',
	'password',
	'kennwort',
	'qwertz',
	'qwerty',
	'asdfgh',
	'1234567',
	'987654',
	'abcdefg',
	'iloveyou',
	'ichliebedich',
	'dienstbuch',
	'magicfit',
	'fitness',
	'willkommen',
	'welcome',
	'geheim'
];

/** Room beside a common word or a name that makes a password of it: `Passwort2026!` has none, `mein Passwort kennt nur die Katze` has. */
const ROOM = 8;

function plain(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Why a password is none.
 * @param names of the person and the account: what everybody knows
 * @returns undefined where it will do
 */
export function weakness(
	password: string,
	names: readonly string[]
): 'short' | 'common' | 'name' | undefined {
	if ([...password].length < LEAST_PASSWORD) return 'short';
	const text = plain(password);
	if (new Set(password).size < LEAST_DIFFERENT) return 'common';
	const leftOf = (part: string): number => text.replaceAll(part, '').length;
	if (COMMON.some((word) => text.includes(word) && leftOf(word) < ROOM)) return 'common';
	const parts = names.flatMap((name) => [plain(name), ...name.split(/[^\p{L}\p{N}]+/u).map(plain)]);
	const told = parts.filter((part) => part.length >= LEAST_NAME);
	return told.some((part) => text.includes(part) && leftOf(part) < ROOM) ? 'name' : undefined;
}
