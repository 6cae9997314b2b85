import type { StaffMember } from '$lib/domain/directory.ts';

/** Somebody has to choose a PIN of their own before they can check in. The one they have is kept in memory until then. */
export interface PinDue {
	readonly person: StaffMember;
	readonly pin: string;
}
