/** `validate_doc_update` of the databases that the server alone writes. Bundled by `bundle.ts`. */
import { isAdmin, type UserContext } from './userContext.ts';

export function validate(_doc: unknown, _old: unknown, user: UserContext): void {
	if (!isAdmin(user)) throw { forbidden: 'the server alone writes here' };
}
