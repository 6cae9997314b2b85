/** What the staff list means for personal accounts: their role and name are those of the list, and who has left cannot sign in. */
import { nameInFacts, type StaffMember } from '../../src/lib/domain/directory.ts';
import type { Account } from './identity.ts';
import type { AccountDoc } from './privateDocs.ts';

/**
 * The account as the staff member's entry wants it. One that an administrator has ended stays ended whoever comes back.
 * @param now ms since 1970
 */
export function accordingTo(member: StaffMember, account: AccountDoc, now: number): AccountDoc {
	const { left, ...rest } = account;
	const staff = { id: member.id, name: nameInFacts(member) };
	const same = { ...rest, role: member.role, staff, label: staff.name };
	if (member.gone) {
		// what they may do is over; what they had written before, they had written with the role of then
		const gone = { ...same, role: account.role };
		if (account.status === 'active') return { ...gone, status: 'retired', left: true, endedAt: now };
		return left === true ? { ...gone, left: true } : gone;
	}
	return left === true ? { ...same, status: 'active', endedAt: undefined } : same;
}

/** True where somebody could still administer, were the staff as given. Accounts of people who stand in no list stay as they are. */
export function administratorRemains(accounts: readonly Account[], staff: readonly StaffMember[]): boolean {
	const members = new Map(staff.map((member) => [member.id, member]));
	return accounts.some((account) => {
		if (account.kind !== 'person' || account.status !== 'active') return false;
		const member = members.get(account.staff?.id ?? '');
		return member ? member.role === 'admin' && !member.gone : account.role === 'admin';
	});
}
