import * as m from '../paraglide/messages.js';

/** A key and what it does; none uses Alt with a letter, which types characters on German keyboards (DESIGN § 7.5). */
export interface Shortcut {
	readonly keys: string;
	readonly does: string;
}

/** All shortcuts, for the list that `?` shows. */
export function shortcuts(): Shortcut[] {
	return [
		{ keys: '/', does: m.duty_key_search() },
		{ keys: 'n', does: m.duty_key_new() },
		{ keys: '↑', does: m.duty_key_arrows() },
		{ keys: 'Enter', does: m.duty_key_enter() },
		{ keys: 'Ctrl+Enter', does: m.duty_key_save() },
		{ keys: 'Ctrl+Shift+Enter', does: m.duty_key_save_next() },
		{ keys: 'Esc', does: m.duty_key_escape() },
		{ keys: '?', does: m.duty_key_help() }
	];
}

/** Whether a key pressed there is part of what somebody types, and so is no shortcut. */
export function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof Element &&
		target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null
	);
}
