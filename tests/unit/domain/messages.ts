import { logMessage, type MessageInput } from '../../../src/lib/domain/commands/logMessage.ts';
import type { Result } from '../../../src/lib/domain/commands/result.ts';
import type { Assignee, Named } from '../../../src/lib/domain/facts/fields.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import type { Writer } from '../../../src/lib/domain/issue.ts';
import { writerOf } from './writer.ts';

export const WELS: Assignee = { kind: 'lead', id: 'WEL', name: 'Leitung Wels' };
export const RULE: Named = { id: '9.4', name: 'Kein Zutritt für Begleitpersonen' };
export const REASON: Named = { id: 'iban', name: 'Fehlende Bankdaten' };

/** An input that can be saved, with what a test is about changed. */
export function inputWith(changes: Partial<MessageInput> = {}): MessageInput {
	return {
		site: 'WEL',
		kind: 'internal',
		contact: { kind: 'contact', id: '104711', name: 'Đorđević, Mila' },
		text: 'Neue Telefonnummer.',
		assignee: WELS,
		forInformation: false,
		...changes
	};
}

/** What a command made. @throws Error with the problems where it was refused */
export function valueOf<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.value;
}

/** A saved message. */
export function messageFact(changes: Partial<MessageInput> = {}, writer: Writer = writerOf()): MessageFact {
	return valueOf(logMessage(writer, inputWith(changes)));
}
