import type { Assignee, Author, Person } from '../facts/fields.ts';
import type { MessageFact } from '../facts/message.ts';
import { creditedOf, winnerOf, type Subject } from '../fold.ts';
import { blockView, type BlockView } from './block.ts';

/** Something that was done, by whom and when (UTC). */
export interface Deed {
	readonly by: Author;
	readonly at: string;
}

/** What the screens show of a message. */
export interface MessageView {
	readonly id: string;
	readonly fact: MessageFact;
	/** The person it is about, as identified since */
	readonly contact: Person;
	readonly assignee: Assignee | undefined;
	/** `information` is nobody's task (S3) */
	readonly state: 'open' | 'done' | 'information' | 'withdrawn';
	readonly done: Deed | undefined;
	readonly withdrawn: (Deed & { reason: string }) | undefined;
	readonly transferred: (Deed & { url: string | undefined }) | undefined;
	/** Id of the camera check that it belongs to */
	readonly check: string | undefined;
	readonly block: BlockView | undefined;
	readonly archived: boolean;
}

function deed(fact: { author: Author; at: string } | undefined): Deed | undefined {
	return fact && { by: fact.author, at: fact.at };
}

function stateOf(message: MessageFact, withdrawn: unknown, done: unknown): MessageView['state'] {
	if (withdrawn) return 'withdrawn';
	if (done) return 'done';
	return message.forInformation ? 'information' : 'open';
}

function checkOf(subject: Subject, message: MessageFact): string | undefined {
	const assigned = winnerOf(subject, 'check', 'assignedToCheck');
	return assigned ? assigned.check : message.check;
}

/**
 * The message as it stands at `now` (ms since 1970, UTC); undefined where the subject is none or its root has not
 * arrived (rule R7).
 */
export function messageView(subject: Subject | undefined, now: number): MessageView | undefined {
	if (subject?.root?.type !== 'message') return undefined;
	const message = subject.root;
	const withdrawal = creditedOf(subject, 'withdrawal', 'withdrawn');
	const done = creditedOf(subject, 'completion', 'done');
	const transfer = winnerOf(subject, 'transfer', 'transferred');
	const reassigned = winnerOf(subject, 'assignee', 'reassigned');
	return {
		id: subject.id,
		fact: message,
		contact: winnerOf(subject, 'contact', 'identified')?.contact ?? message.contact,
		assignee: reassigned?.assignee ?? message.assignee,
		state: stateOf(message, withdrawal, done),
		done: deed(done),
		withdrawn: withdrawal && { by: withdrawal.author, at: withdrawal.at, reason: withdrawal.reason },
		transferred: transfer && { by: transfer.author, at: transfer.at, url: transfer.url },
		check: checkOf(subject, message),
		block: blockView(subject, now),
		archived: winnerOf(subject, 'archive', 'archived') !== undefined
	};
}

/** The KundenID of the person a message is about, where it is known. */
export function contactIdOf(person: Person): string | undefined {
	return person.kind === 'contact' ? person.id : undefined;
}

/** True for a message that counts among the violations of 12 months (DESIGN § 7.4), its age aside. */
export function isViolation(message: MessageView): boolean {
	const { kind, rule } = message.fact;
	return message.state !== 'withdrawn' && (kind === 'violation' || (kind === 'camera' && rule !== undefined));
}
