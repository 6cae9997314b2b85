let open = $state(false);

/** Whether the list of shortcuts is shown. */
export const shortcutsOpen = {
	get current(): boolean {
		return open;
	},
	set current(value: boolean) {
		open = value;
	}
};

/** Shows the list of shortcuts. */
export function openShortcuts(): void {
	open = true;
}
