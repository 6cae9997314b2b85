/** What people do with messages: each is a domain command, written as the person on duty. */
import {
	completeMessage,
	identifyPerson,
	liftBlock,
	reassignMessage,
	reopenMessage,
	withdrawMessage
} from '../domain/commands/aboutMessage.ts';
import { logMessage, type MessageInput } from '../domain/commands/logMessage.ts';
import type { Result } from '../domain/commands/result.ts';
import type { Assignee, Person } from '../domain/facts/fields.ts';
import type { MessageFact } from '../domain/facts/message.ts';
import type { Fact } from '../domain/facts/registry.ts';
import type { Subject } from '../domain/fold.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { APP_VERSION } from './version.ts';

/**
 * "Mitteilung speichern" (S15). The message is stored on the device when this resolves; its draft is dropped then.
 * @param draftKey the key under which the draft was kept
 * @throws StorageFull: nothing was written and the draft is kept
 */
export async function saveMessage(
	app: Dienstbuch,
	input: MessageInput,
	draftKey?: string
): Promise<Result<MessageFact>> {
	const result = logMessage(app.duty.writer, { ...input, app: APP_VERSION });
	if (!result.ok) return result;
	// A block reaches somebody outside: it can be taken back for five seconds (LOOK 6).
	if (result.value.kind === 'block') await app.writeHeld(result.value);
	else await app.write(result.value);
	// The message is stored: a draft that cannot be removed any more is seen to be this message (Drafts)
	if (draftKey !== undefined) void app.drafts.discard(draftKey).catch(() => undefined);
	return result;
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

/** Sperre aufheben (S17); `app.takeBack` undoes it for five seconds. @throws StorageFull */
export async function lift(app: Dienstbuch, message: string, reason?: string): Promise<Fact> {
	const fact = liftBlock(app.duty.writer, subjectOf(app, message), reason);
	await app.writeHeld(fact);
	return fact;
}

/** Links the person of a message to a contact. @throws StorageFull */
export function identify(app: Dienstbuch, message: string, contact: Person): Promise<Fact> {
	return write(app, identifyPerson(app.duty.writer, subjectOf(app, message), contact));
}
