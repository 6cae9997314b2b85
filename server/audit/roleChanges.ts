import type { StaffMember } from '../../src/lib/domain/directory.ts';
import type { Audit } from './audit.ts';
import type { AuditEntry } from './auditDocs.ts';

/** No role at all: not on the list, or not any more. */
const NONE = 'none';

function roleOf(member: StaffMember | undefined): string {
	return !member || member.gone ? NONE : member.role;
}

/** Notes whose rights a new staff list changes. People who come and go as ordinary staff have none to speak of. */
export async function recordRoleChanges(
	audit: Audit,
	who: AuditEntry['who'],
	before: readonly StaffMember[],
	after: readonly StaffMember[]
): Promise<void> {
	const old = new Map(before.map((member) => [member.id, member]));
	const now = new Map(after.map((member) => [member.id, member]));
	for (const id of new Set([...old.keys(), ...now.keys()])) {
		const [from, to] = [roleOf(old.get(id)), roleOf(now.get(id))];
		const ordinary = [from, to].every((role) => role === NONE || role === 'staff');
		if (from !== to && !ordinary) await audit.record({ what: 'role', who, about: id, detail: { from, to } });
	}
}
