/** `validate_doc_update` of `messages`: what an account may write. Bundled by `bundle.ts`. */
import { personIn } from '../../../src/lib/domain/accountPerson.ts';
import { refusalOfWrite } from '../../../src/lib/domain/checkFact.ts';
import { revisionOf } from '../../../src/lib/domain/ids.ts';
import { isAdmin, type UserContext } from './userContext.ts';

/**
 * Looks at nothing but the new document: CouchDB hands no old one over for a replicated write with a foreign root (DESIGN § 3).
 * A refusal reads `field: reason`.
 */
export function validate(doc: Record<string, unknown>, _old: unknown, user: UserContext): void {
	if (isAdmin(user)) return;
	const refusal = refusalOfWrite(doc, user.name ?? '', Date.now(), personIn(user.roles));
	if (refusal) throw { forbidden: `${refusal.field}: ${refusal.reason}` };
	if (doc._rev !== revisionOf(String(doc._id))) throw { forbidden: '_rev: hash' };
}
