/** What may stand behind the question mark of a request to the gateway. */

/** True where a value is one that may be passed on. */
export type ValueCheck = (value: string) => boolean;

/** One of these words. */
export function oneOf(...words: readonly string[]): ValueCheck {
	return (value) => words.includes(value);
}

/** A whole number within bounds, both included. */
export function between(least: number, most: number): ValueCheck {
	return (value) => /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most;
}

/** A sequence of CouchDB (opaque) or of the embedded database (a number). */
export const sequence: ValueCheck = (value) => /^(now|\d{1,15}|\d{1,15}-[\w-]{1,8000})$/.test(value);

/**
 * The parameters, each name at most once and each value checked.
 * @param raw what stands behind the question mark, undecoded
 * @returns undefined where anything is not let through
 */
export function readQuery(
	raw: string,
	allowed: Readonly<Record<string, ValueCheck>>
): ReadonlyMap<string, string> | undefined {
	const query = new Map<string, string>();
	for (const pair of raw === '' ? [] : raw.split('&')) {
		const [, name = '', encoded = ''] = /^([a-z_]+)=([^=]*)$/.exec(pair) ?? [];
		const check = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
		const value = decoded(encoded);
		if (!check || query.has(name) || value === undefined || !check(value)) return undefined;
		query.set(name, value);
	}
	return query;
}

function decoded(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		// a percent sign with no two hexadecimal digits behind it
		return undefined;
	}
}
