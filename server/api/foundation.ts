import type { StaffMember } from '../../src/lib/domain/directory.ts';
import { DEFAULT_SETTINGS } from '../../src/lib/domain/directory.ts';
import type { Account } from '../accounts/identity.ts';
import {
	DEFAULT_BLOCK_REASONS,
	DEFAULT_HOUSE_RULES,
	DEFAULT_QUICK_REASONS,
	DEFAULT_TEMPLATES
} from '../import/defaultLists.ts';
import type { DirectoryGround } from '../directory/openDirectory.ts';
import { changeDirectory } from '../directory/changeDirectory.ts';

/** A name as people type it: `Sabine Huber`, or `Huber, Sabine`. Of several words the last is taken for the family name. */
export function splitName(name: string): Pick<StaffMember, 'first' | 'last'> {
	const [last = '', first] = name.split(',').map((part) => part.trim());
	if (first !== undefined) return { first, last };
	const words = last.split(/\s+/);
	return { first: words.slice(0, -1).join(' '), last: words.at(-1) ?? '' };
}

/** Puts the person of an account among the staff, where others can choose them as assignee; nothing happens where they are. */
export async function admitToStaff(ground: DirectoryGround, { staff, role }: Account): Promise<void> {
	if (!staff) return;
	await changeDirectory(ground, 'staff', (old) => {
		const there = old?.staff ?? [];
		if (there.some(({ id }) => id === staff.id)) return undefined;
		const member: StaffMember = { id: staff.id, ...splitName(staff.name), sites: [], role: role ?? 'staff' };
		return { staff: [...there, member] };
	});
}

/**
 * What a new installation begins with: settings, the first administrator, and lists that the camera check and the form offer. What
 * is there already stays. Done at setup, and again when an administrator signs in: the server may have stopped in between.
 */
export async function layFoundation(
	ground: DirectoryGround,
	admin: Account,
	company?: string
): Promise<void> {
	await changeDirectory(ground, 'settings', (old) =>
		old && company === undefined
			? undefined
			: { ...DEFAULT_SETTINGS, ...old, ...(company ? { company } : {}) }
	);
	await changeDirectory(ground, 'houseRules', (old) =>
		old ? undefined : { rules: [...DEFAULT_HOUSE_RULES] }
	);
	await changeDirectory(ground, 'blockReasons', (old) =>
		old ? undefined : { reasons: [...DEFAULT_BLOCK_REASONS] }
	);
	await changeDirectory(ground, 'quickReasons', (old) =>
		old ? undefined : { reasons: [...DEFAULT_QUICK_REASONS] }
	);
	await changeDirectory(ground, 'templates', (old) =>
		old ? undefined : { templates: [...DEFAULT_TEMPLATES] }
	);
	await admitToStaff(ground, admin);
}
