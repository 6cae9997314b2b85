import type { StaffMember } from '$lib/domain/directory.ts';

/** Somebody has just proved who they are. The PIN is kept in memory only for as long as it has to be changed. */
export interface CheckedIn {
	readonly person: StaffMember;
	readonly pin: string;
	readonly mustChangePin: boolean;
}
