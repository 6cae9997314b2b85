/** Transfers to the Community Board that were begun on this device and not answered yet (S16). They survive a reload. */
import { decideBoard, markTransferred } from '../domain/commands/aboutMessage.ts';
import { boardBody, boardPerson, boardTitle, goesToBoard } from '../domain/board.ts';
import { newTopicPage, type TopicPage } from '../domain/boardAddress.ts';
import { logMessage } from '../domain/commands/logMessage.ts';
import { foldSubject, type Subject } from '../domain/fold.ts';
import { messageView, type MessageView } from '../domain/views/message.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { keepTransfers, keptTransfers, type BoardTransfer } from './keptTransfers.ts';
import type { MessageForm } from './messageForm.svelte.ts';

const isSame = (a: BoardTransfer, b: BoardTransfer): boolean => a.of === b.of;

/** Notes that somebody went to the board with a message, or with what is being written. @throws StorageFull */
async function begin(app: Dienstbuch, of: string, draft: boolean, title: string): Promise<void> {
	const begun: BoardTransfer = { of, draft, title, begunAt: app.clock.exact() };
	await keepTransfers(app, [...keptTransfers(app).filter((other) => !isSame(other, begun)), begun]);
}

/** The message that a transfer is about; undefined while it is not saved. */
function messageOf(app: Dienstbuch, { of, draft }: BoardTransfer): MessageView | undefined {
	const now = app.clock.exact();
	return draft ? app.log.messageOfDraft(of, now) : app.log.message(app.currentId(of), now);
}

/** Those that somebody has to answer, the latest first: neither answered nor entered meanwhile, on this device or another. */
export function openTransfers(app: Dienstbuch): BoardTransfer[] {
	return keptTransfers(app)
		.filter((one) => one.answer === undefined && messageOf(app, one)?.transferred === undefined)
		.reverse();
}

/** "Mitteilung in das Forum übertragen" from a saved message: notes it. @returns what is copied (S7). @throws StorageFull */
export async function beginTransfer(app: Dienstbuch, message: MessageView): Promise<string> {
	const title = boardPerson(message.contact);
	await begin(app, message.id, false, title);
	return title;
}

/** {@link beginTransfer} from the form, before the message is saved. @throws StorageFull */
export async function beginTransferOfDraft(app: Dienstbuch, form: MessageForm): Promise<string> {
	const title = form.contact ? boardPerson(form.contact) : '';
	await begin(app, form.id, true, title);
	return title;
}

/** "Ja": it stands in the board. Written at once, or as soon as the message is saved. @param url '' where it is not known. @throws StorageFull */
export async function confirmTransfer(app: Dienstbuch, one: BoardTransfer, url: string): Promise<void> {
	const others = keptTransfers(app).filter((other) => !isSame(other, one));
	await keepTransfers(app, [...others, { ...one, answer: { url } }]);
	await writeAnswers(app);
}

/** "Später": the question is not asked again, and the message stays on the list of the Board screen. @throws StorageFull */
export async function postponeTransfer(app: Dienstbuch, one: BoardTransfer): Promise<void> {
	await keepTransfers(
		app,
		keptTransfers(app).filter((other) => !isSame(other, one))
	);
	const message = messageOf(app, one);
	// Somebody wants it there: that must not be forgotten because no rule says so.
	if (message && !message.transferred && !goesToBoard(message, app.directory.settings.boardKinds)) {
		await decide(app, message, true);
	}
}

/** Writes what was answered before its message was saved. To be called when messages come. @throws StorageFull: the answers stay */
export async function writeAnswers(app: Dienstbuch): Promise<void> {
	for (const one of keptTransfers(app)) {
		const message = one.answer && messageOf(app, one);
		if (!message) continue;
		// Forgotten first: a second tab, or a second call meanwhile, must not write it again.
		await keepTransfers(
			app,
			keptTransfers(app).filter((other) => !isSame(other, one))
		);
		try {
			await markAsTransferred(app, message, one.answer?.url ?? '');
		} catch (error) {
			await keepTransfers(app, [...keptTransfers(app), one]).catch(() => undefined);
			throw error;
		}
	}
}

/** "Im Community Board eingetragen" (S16). @param url '' where it is not known. @throws StorageFull */
export async function markAsTransferred(app: Dienstbuch, message: MessageView, url: string): Promise<void> {
	await app.write(markTransferred(app.duty.writer, subjectOf(app, message), url === '' ? undefined : url));
}

/** The same with one tap, which nothing but taking it back can undo. @returns what `app.takeBack` takes. @throws StorageFull */
export async function tickOff(app: Dienstbuch, message: MessageView): Promise<string> {
	const fact = markTransferred(app.duty.writer, subjectOf(app, message));
	await app.writeHeld(fact);
	return fact._id;
}

function subjectOf(app: Dienstbuch, { id }: MessageView): Subject {
	const subject = app.log.subject(app.currentId(id));
	if (!subject) throw new Error(`no such message: ${id}`);
	return subject;
}

/** "nicht eintragen", "doch eintragen" (S19). @throws StorageFull */
export async function decide(app: Dienstbuch, message: MessageView, board: boolean): Promise<void> {
	await app.write(decideBoard(app.duty.writer, subjectOf(app, message), board));
}

/** What stands in the board's page for a new topic, and where that is; undefined where no board is configured. */
export function topicOf(
	app: Dienstbuch,
	message: MessageView
): { title: string; body: string; page: TopicPage } | undefined {
	const { boardUrl, boardCategory } = app.directory.settings;
	const { site } = message.fact;
	const surroundings = { timeZone: app.directory.timeZoneOf(site), site: app.directory.siteName(site) };
	const title = boardTitle(message, surroundings);
	const body = boardBody(message, surroundings);
	const page = newTopicPage(boardUrl, { title, body, category: boardCategory });
	return page && { title, body, page };
}

/** The message that a form would save as it stands; undefined where it is not complete. */
export function previewOf(app: Dienstbuch, form: MessageForm): MessageView | undefined {
	const result = form.problems.length > 0 ? undefined : logMessage(app.duty.writer, form.input);
	if (!result?.ok) return undefined;
	return messageView(foldSubject(result.value._id, [result.value]), app.clock.exact());
}
