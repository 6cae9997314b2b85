import { goto } from '$app/navigation';
import { archive, mayArchive, restore } from '$lib/app/archiving.ts';
import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import { goesToBoard } from '$lib/domain/board.ts';
import type { MessageView } from '$lib/domain/views/message.ts';
import * as m from '$lib/paraglide/messages.js';
import { act } from './act.ts';

/** A line of the menu. */
interface FurtherItem {
	readonly label: string;
	/** A second, quiet line */
	readonly hint?: string;
	readonly onselect: () => void;
}

/** Where the form is that blocks somebody because of an incident (S11c). */
export function blockHref({ id }: MessageView): string {
	return `/message/new?block=${encodeURIComponent(id)}`;
}

/**
 * What else a saved message offers: a block because of it, the way to the Community Board, the archive. Reactive.
 * @param onbyhand shows what is to be copied by hand, where the browser gave no clipboard or no new page
 */
export function furtherItems(app: Dienstbuch, message: MessageView, onbyhand: () => void): FurtherItem[] {
	const { id, state, contact, block, transferred } = message;
	const items: FurtherItem[] = [];
	if (state !== 'withdrawn' && !block && contact.kind !== 'unknown') {
		items.push({ label: m.block_customer(), onselect: () => void goto(blockHref(message)) });
	}
	if (state !== 'withdrawn' && !transferred) {
		items.push(transferItem(app, message, onbyhand));
	}
	const subject = app.log.subject(id);
	if (subject && mayArchive(app, message)) {
		let archived = subject;
		const deed = async () => {
			archived = await archive(app, subject);
		};
		// the server may have taken it off this device by then
		const said = { text: m.archive_is_archived(), undo: () => restore(app, archived) };
		items.push({ label: m.archive_by_hand(), onselect: () => void act(deed, said) });
	}
	return items;
}

/** "Mitteilung in das Forum übertragen": by hand, or by the connector, which posts what should go over within moments (S4, S16). */
function transferItem(app: Dienstbuch, message: MessageView, onbyhand: () => void): FurtherItem {
	const { boardConnected, boardKinds } = app.directory.settings;
	const label = m.board_transfer();
	const loaded = () => import('./board/transfer.ts');
	if (boardConnected) {
		const goes = goesToBoard(message, boardKinds);
		const leave = async () => (await loaded()).leaveToConnector(app, message);
		return {
			label,
			hint: goes ? m.board_automatic() : m.board_automatic_then(),
			onselect: () => void act(leave)
		};
	}
	const begin = async () => {
		if (!(await (await loaded()).transfer(app, message))) onbyhand();
	};
	return { label, onselect: () => void act(begin) };
}
