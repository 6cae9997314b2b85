/** Shapes that several areas of the API share. */
import * as v from 'valibot';
import { role } from '../../src/lib/domain/directory.ts';
import { wellFormed } from '../../src/lib/domain/facts/fields.ts';
import { LEAST_PASSWORD, weakness } from '../accounts/passwordRules.ts';
import { ServerError } from '../errors.ts';
import { MAX_KEY, MAX_SHORT } from '../../src/lib/domain/limits.ts';

/** Id of something in the directory, or name of an account. */
export const key = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_KEY), wellFormed);
/** A line of text that is not empty. */
export const line = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_SHORT), wellFormed);
/** A PIN, as the import takes them too. */
export const pin = v.pipe(v.string(), v.regex(/^\d{4,8}$/));
/** A new password; see {@link requireStrong} for the rest of the rules. The upper bound spares the hash. */
export const newPassword = v.pipe(
	v.string(),
	v.minLength(LEAST_PASSWORD),
	v.maxLength(MAX_SHORT),
	wellFormed
);
/** A password as it was typed. */
export const password = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_SHORT), wellFormed);

/** @param names of the person and the account @throws ServerError `bad-request` where the rules of passwords refuse it */
export function requireStrong(chosen: string, names: readonly string[]): void {
	const reason = weakness(chosen, names);
	if (reason) throw new ServerError('bad-request', { field: 'password', reason });
}
/** Instant, ms since 1970, UTC. */
export const milliseconds = v.number();

const named = v.object({ id: v.string(), name: v.string() });

/** As whom a browser speaks to the server. */
export const identity = v.object({
	account: v.string(),
	device: v.string(),
	kind: v.picklist(['device', 'person']),
	label: v.string(),
	site: named,
	staff: v.optional(named),
	role: v.optional(role)
});

/** Nothing but the account in the path. */
export const accountParams = v.object({ account: key });
/** Nothing but the staff member in the path. */
export const staffParams = v.object({ staff: key });
