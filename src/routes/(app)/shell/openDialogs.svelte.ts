import type { StaffMember } from '$lib/domain/directory.ts';

/**
 * Which of the shell's dialogs are open. They are drawn outside the header, which opens them: a dialog within a landmark would be
 * read as a part of it.
 */
class OpenDialogs {
	preferences = $state(false);
	shortcuts = $state(false);
	signOut = $state(false);
	switching = $state(false);
	/** Whose PIN is asked for when switching; chosen from a list where undefined */
	switchTo = $state.raw<StaffMember>();

	/** What happens if they leave all the same: somebody is asked because a camera check of theirs is open */
	leaving = $state.raw<() => unknown>();

	switchDuty(person: StaffMember | undefined): void {
		this.switchTo = person;
		this.switching = true;
	}
}

export const openDialogs = new OpenDialogs();
