import * as m from '$lib/paraglide/messages.js';

/** What the form for the first account asks for. */
export type AccountField = 'code' | 'company' | 'name' | 'username' | 'password' | 'repeated';

/** Length alone makes a password hard to guess; rules about signs only make it hard to remember (NIST SP 800-63B § 5.1.1). */
export const SHORTEST_PASSWORD = 10;
/** As the server has it for all of these fields. */
export const LONGEST_NAME = 200;
const USERNAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]*$/u;

/** What is missing or wrong, by field; empty where the account can be made. */
export function accountProblems(
	account: Record<AccountField, string>
): Partial<Record<AccountField, string>> {
	const problems: Partial<Record<AccountField, string>> = {};
	if (account.code.trim() === '') problems.code = m.setup_problem_code();
	if (account.company.trim() === '') problems.company = m.setup_problem_company();
	if (account.name.trim() === '') problems.name = m.setup_problem_name();
	if (!USERNAME.test(account.username)) problems.username = m.setup_problem_username();
	if (account.password.length < SHORTEST_PASSWORD) {
		problems.password = m.setup_problem_password({ count: SHORTEST_PASSWORD });
	} else if (account.password !== account.repeated) problems.repeated = m.setup_problem_repeated();
	return problems;
}
