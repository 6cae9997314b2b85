import { beginTransfer, decide, topicOf } from '$lib/app/boardTransfers.ts';
import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import { boardPerson, goesToBoard } from '$lib/domain/board.ts';
import type { MessageView } from '$lib/domain/views/message.ts';
import * as m from '$lib/paraglide/messages.js';
import { toasts } from '$lib/ui/toasts.svelte.ts';
import { act } from '../act.ts';

/** Puts a text into the clipboard. @returns false where the browser refuses, or has none: no secure context */
export async function copyText(text: string): Promise<boolean> {
	try {
		await navigator.clipboard.writeText(text);
		return true;
	} catch {
		return false;
	}
}

/**
 * "Mitteilung in das Forum übertragen" of a saved message (S16, S19): copies KundenID and name, and opens the board where title and text
 * are filled in.
 * @returns false where one of the two could not be: it has to be done by hand
 * @throws StorageFull
 */
export async function transfer(app: Dienstbuch, message: MessageView): Promise<boolean> {
	const topic = topicOf(app, message);
	const title = await beginTransfer(app, message);
	const copied = await copyText(title);
	if (!topic || !copied) return false;
	const opened = window.open(topic.page.href, '_blank');
	if (!opened) return false;
	opened.opener = null;
	toasts.show({ text: topic.page.shortened ? m.board_opened_shortened() : m.board_opened({ title }) });
	return true;
}

/**
 * "Mitteilung in das Forum übertragen" of a saved message where the connector posts: copies KundenID and name (S16), and sees to it that the
 * message goes over. Nothing is opened and nothing asked, or there would be two posts.
 * @throws StorageFull
 */
export async function leaveToConnector(app: Dienstbuch, message: MessageView): Promise<void> {
	const goes = goesToBoard(message, app.directory.settings.boardKinds);
	if (!goes) await decide(app, message, true);
	const title = boardPerson(message.contact);
	const copied = await copyText(title);
	toasts.show({
		text: copied ? m.board_copied_automatic({ title }) : m.board_is_automatic(),
		...(goes ? {} : { onundo: () => void act(() => decide(app, message, false)) })
	});
}
