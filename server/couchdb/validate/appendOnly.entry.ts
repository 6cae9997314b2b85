/** `validate_doc_update` of `audit`: written by the server, and by it once. Bundled by `bundle.ts`. */
import { AUDIT_KEPT } from '../../../src/lib/domain/audit.ts';
import { canonical } from '../../../src/lib/domain/canonical.ts';
import { isAdmin, type UserContext } from './userContext.ts';

/** Validation runs for the server's own account too: not even it changes what was written, or removes it before its time. */
export function validate(
	doc: { readonly _id: string; readonly _deleted?: boolean },
	old: { readonly at?: string; readonly _deleted?: boolean } | null,
	user: UserContext
): void {
	if (!isAdmin(user)) throw { forbidden: 'the server alone writes here' };
	// indexes
	if (doc._id.indexOf('_design/') === 0) return;
	if (!old || old._deleted) return;
	if (doc._deleted && Date.now() - Date.parse(old.at || '') > AUDIT_KEPT) return;
	// a restore writes what is there already
	if (!doc._deleted && canonical(doc) === canonical(old)) return;
	throw { forbidden: 'what is written here stays' };
}
