/** What people do with messages: each is a domain command, written as the person on duty. */
import {
	completeMessage,
	identifyPerson,
	reassignMessage,
	reopenMessage,
	withdrawMessage,
	type Picture
} from '../domain/commands/aboutMessage.ts';
import { logMessage, type MessageInput } from '../domain/commands/logMessage.ts';
import { made, type Result } from '../domain/commands/result.ts';
import type { Assignee, Person } from '../domain/facts/fields.ts';
import type { MessageFact } from '../domain/facts/message.ts';
import type { Fact } from '../domain/facts/registry.ts';
import type { ClockField } from '../domain/reissue.ts';
import type { Subject } from '../domain/fold.ts';
import type { MessageView } from '../domain/views/message.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { attachToSaved, handOver, picturesOfNew } from './pictures/attach.ts';
import { saysTheSame } from './sameMessage.ts';
import { APP_VERSION } from './version.ts';

/** What comes with a message that is saved. */
export interface WithMessage {
	/** That its draft holds */
	readonly pictures?: readonly Picture[];
	/** What of it was read off the device's clock, not typed (domain rule C4) */
	readonly byClock?: readonly ClockField[];
}

/**
 * "Mitteilung speichern" (S15). The message is stored on the device when this resolves; its draft is dropped then. A draft that was saved
 * already, in another window for instance, gives that message; where it says something else by now it becomes one of its own.
 * @param draftKey the key under which the draft was kept
 * @throws StorageFull: nothing was written and the draft is kept
 */
export async function saveMessage(
	app: Dienstbuch,
	input: MessageInput,
	draftKey?: string,
	{ pictures = [], byClock }: WithMessage = {}
): Promise<Result<MessageFact>> {
	const result = logMessage(app.duty.writer, { ...input, app: APP_VERSION });
	if (!result.ok) return result;
	const before = savedBefore(app, result.value);
	if (before) {
		const missing = pictures.filter(({ picture }) => !before.pictures.some((one) => one.picture === picture));
		if (missing.length > 0) await attachToSaved(app, before.id, missing);
	} else await writeNew(app, result.value, { pictures, byClock });
	// The message is stored: a draft that cannot be removed any more is seen to be this message (Drafts)
	if (draftKey !== undefined) void app.drafts.discard(draftKey).catch(() => undefined);
	return before ? made(before.fact) : result;
}

/** The message that the draft of this one has become before, and that still stands. */
function savedBefore(app: Dienstbuch, message: MessageFact): MessageView | undefined {
	const { draft } = message;
	const before = draft === undefined ? undefined : app.log.messageOfDraft(draft, app.clock.exact());
	return before && before.state !== 'withdrawn' && saysTheSame(before.fact, message) ? before : undefined;
}

async function writeNew(
	app: Dienstbuch,
	message: MessageFact,
	{ pictures = [], byClock }: WithMessage
): Promise<void> {
	// A block reaches somebody outside: it can be taken back for five seconds (LOOK 6).
	const facts = [message, ...picturesOfNew(app, message, pictures)];
	if (message.kind === 'block') await app.writeHeld(facts, byClock);
	else await app.write(facts, { byClock });
	await handOver(app, message._id, pictures).catch(() => undefined);
}

function subjectOf(app: Dienstbuch, message: string): Subject {
	const subject = app.log.subject(app.currentId(message));
	if (!subject) throw new Error(`no such message: ${message}`);
	return subject;
}

async function write(app: Dienstbuch, fact: Fact): Promise<Fact> {
	await app.write(fact);
	return fact;
}

/** erledigt. @throws StorageFull */
export function complete(app: Dienstbuch, message: string): Promise<Fact> {
	return write(app, completeMessage(app.duty.writer, subjectOf(app, message)));
}

/** wieder öffnen. @throws StorageFull */
export function reopen(app: Dienstbuch, message: string): Promise<Fact> {
	return write(app, reopenMessage(app.duty.writer, subjectOf(app, message)));
}

/** weitergeben. @throws StorageFull */
export function reassign(app: Dienstbuch, message: string, assignee: Assignee): Promise<Fact> {
	return write(app, reassignMessage(app.duty.writer, subjectOf(app, message), assignee));
}

/** zurückziehen, with a reason. @throws StorageFull */
export async function withdraw(app: Dienstbuch, message: string, reason: string): Promise<Result<Fact>> {
	const result = withdrawMessage(app.duty.writer, subjectOf(app, message), reason);
	if (result.ok) await app.write(result.value);
	return result;
}

/** Links the person of a message to a contact. @throws StorageFull */
export function identify(app: Dienstbuch, message: string, contact: Person): Promise<Fact> {
	return write(app, identifyPerson(app.duty.writer, subjectOf(app, message), contact));
}
