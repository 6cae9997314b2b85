import type { Assignee, Author, Person } from '../facts/fields.ts';
import type { AccessReportedFact } from '../facts/accessReported.ts';
import type { MessageFact } from '../facts/message.ts';
import type { PictureAttachedFact } from '../facts/pictureAttached.ts';
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
	/** Who found out that it is this contact; undefined where that was known from the beginning, or is not known */
	readonly identified: Deed | undefined;
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
	/** Whether it goes over to the Community Board, as ticked or decided since; undefined where the rule of the settings decides (S19) */
	readonly board: boolean | undefined;
	/** In the order in which they were attached */
	readonly pictures: readonly PictureAttachedFact[];
	/** What the access control said last to the block or its end */
	readonly access: AccessReportedFact | undefined;
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

/** One picture attached twice, on two devices or by two tries, is one picture. */
function picturesOf(subject: Subject): PictureAttachedFact[] {
	const pictures = subject.facts.filter((fact) => fact.type === 'pictureAttached');
	return pictures.filter((fact, at) => pictures.findIndex(({ picture }) => picture === fact.picture) === at);
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
	const identified = winnerOf(subject, 'contact', 'identified');
	const contact = identified?.contact ?? message.contact;
	return {
		id: subject.id,
		fact: message,
		contact,
		identified: contact.kind === 'contact' ? deed(identified) : undefined,
		assignee: reassigned?.assignee ?? message.assignee,
		state: stateOf(message, withdrawal, done),
		done: deed(done),
		withdrawn: withdrawal && { by: withdrawal.author, at: withdrawal.at, reason: withdrawal.reason },
		transferred: transfer && { by: transfer.author, at: transfer.at, url: transfer.url },
		check: checkOf(subject, message),
		block: blockView(subject, now),
		archived: isArchived(subject),
		board: winnerOf(subject, 'board', 'boardDecided')?.board ?? message.board,
		pictures: picturesOf(subject),
		access: winnerOf(subject, 'access', 'accessReported')
	};
}

/** True for a message that was archived by hand (S20): it leaves the screens at once, and the devices when the server has moved it. */
export function isArchived(subject: Subject): boolean {
	return winnerOf(subject, 'archive', 'archived') !== undefined;
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
