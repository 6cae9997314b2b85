import { foldSubject, type Subject } from '../domain/fold.ts';
import type { Fact } from '../domain/facts/registry.ts';
import { messageView, type MessageView } from '../domain/views/message.ts';

/** A message of the archive, and all that was said of it. */
export interface ArchivedMessage {
	readonly view: MessageView;
	readonly subject: Subject;
}

/** What the facts of an archived message mean; undefined where no message is among them. @param now ms since 1970, UTC */
export function archivedMessage(facts: readonly Fact[], now: number): ArchivedMessage | undefined {
	const root = facts.find((fact) => fact.type === 'message');
	const subject = root && foldSubject(root._id, facts);
	const view = messageView(subject, now);
	return subject && view && { view, subject };
}
