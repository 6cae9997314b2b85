/** What is wrong with what an administrator typed for a connector, in words; the server asks for the same. */
import * as m from '../paraglide/messages.js';

/** Shortest secret of the webhook. */
export const SHORTEST_SECRET = 16;
const LONGEST_SECRET = 200;

/** An address that can be called, without a name or password in it. */
export function addressProblem(text: string, query: boolean): string | undefined {
	const typed = text.trim();
	if (typed === '') return m.problem_missing();
	if (!URL.canParse(typed) || typed.length > 2000) return m.admin_problem_board();
	const { protocol, username, password, hash } = new URL(typed);
	const callable =
		['http:', 'https:'].includes(protocol) && username === '' && password === '' && hash === '';
	return callable && (query || !typed.includes('?')) ? undefined : m.admin_problem_board();
}

/** True where what is kept may stay: a key goes only to where it was given for. */
export function keepsSecret(address: string, old: string | undefined): boolean {
	if (old === undefined || !URL.canParse(address.trim()) || !URL.canParse(old)) return false;
	return new URL(address.trim()).origin === new URL(old).origin;
}

/** A key or secret; none is needed where the old one may stay. */
export function secretProblem(text: string, kept: boolean, least = 1): string | undefined {
	const typed = text.trim();
	if (typed === '') return kept ? undefined : m.problem_missing();
	if (!/^[!-~]+$/.test(typed)) return m.admin_problem_secret();
	if (typed.length < least) return m.admin_problem_secret_short({ least });
	return typed.length > LONGEST_SECRET ? m.problem_too_long() : undefined;
}
