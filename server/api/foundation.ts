import type { StaffMember } from '../../src/lib/domain/directory.ts';
import { DEFAULT_SETTINGS } from '../../src/lib/domain/directory.ts';
import type { Account } from '../accounts/accounts.ts';
import { DEFAULT_BLOCK_REASONS, DEFAULT_HOUSE_RULES, DEFAULT_QUICK_REASONS } from '../import/defaultLists.ts';
import type { DirectoryStore } from '../import/directoryStore.ts';
import { changeDirectory } from './changeDirectory.ts';

/** The last word of a name is the family name: all we can tell from one field. */
function splitName(name: string): Pick<StaffMember, 'first' | 'last'> {
	const words = name.trim().split(/\s+/);
	return { first: words.slice(0, -1).join(' '), last: words.at(-1) ?? '' };
}

/** Puts the person of an account among the staff, where others can choose them as assignee; nothing happens where they are. */
export async function admitToStaff(directory: DirectoryStore, { staff, role }: Account): Promise<void> {
	if (!staff) return;
	await changeDirectory(directory, 'staff', (old) => {
		const there = old?.staff ?? [];
		if (there.some(({ id }) => id === staff.id)) return undefined;
		const member: StaffMember = { id: staff.id, ...splitName(staff.name), sites: [], role: role ?? 'staff' };
		return { staff: [...there, member] };
	});
}

/** What a new installation begins with: settings, the first administrator, and lists that the camera check and the form offer. */
export async function layFoundation(directory: DirectoryStore, company: string, admin: Account): Promise<void> {
	await changeDirectory(directory, 'settings', (old) => ({ ...DEFAULT_SETTINGS, ...old, company }));
	await changeDirectory(directory, 'houseRules', (old) => (old ? undefined : { rules: [...DEFAULT_HOUSE_RULES] }));
	await changeDirectory(directory, 'blockReasons', (old) =>
		old ? undefined : { reasons: [...DEFAULT_BLOCK_REASONS] }
	);
	await changeDirectory(directory, 'quickReasons', (old) =>
		old ? undefined : { reasons: [...DEFAULT_QUICK_REASONS] }
	);
	await admitToStaff(directory, admin);
}
