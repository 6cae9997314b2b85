/** What is done with a saved message: facts about it, each naming the latest of its matter that was seen (rule R3). */
import type { Assignee, Person } from '../facts/fields.ts';
import type { PictureAttachedFact } from '../facts/pictureAttached.ts';
import type { Fact } from '../facts/registry.ts';
import { headsOf, type Subject } from '../fold.ts';
import { issue, type Writer } from '../issue.ts';
import { MAX_SHORT } from '../limits.ts';
import { cleanLine } from './cleanText.ts';
import { made, refused, type Result } from './result.ts';
import { storedPerson } from './storedPerson.ts';

function about(subject: Subject, matter: string) {
	const site = subject.root?.site ?? '';
	return { site, about: subject.id, after: headsOf(subject, matter) };
}

/** erledigt */
export function completeMessage(writer: Writer, message: Subject): Fact {
	return issue(writer, { type: 'done', ...about(message, 'completion') });
}

/** wieder öffnen */
export function reopenMessage(writer: Writer, message: Subject): Fact {
	return issue(writer, { type: 'reopened', ...about(message, 'completion') });
}

/** weitergeben */
export function reassignMessage(writer: Writer, message: Subject, assignee: Assignee): Fact {
	return issue(writer, { type: 'reassigned', ...about(message, 'assignee'), assignee });
}

/** zurückziehen; the reason is required */
export function withdrawMessage(writer: Writer, message: Subject, reason: string): Result<Fact> {
	const clean = cleanLine(reason);
	if (clean === '') return refused([{ field: 'reason', problem: 'missing' }]);
	if (clean.length > MAX_SHORT) return refused([{ field: 'reason', problem: 'too-long' }]);
	return made(issue(writer, { type: 'withdrawn', ...about(message, 'withdrawal'), reason: clean }));
}

/** Sperre aufheben (S17) */
export function liftBlock(writer: Writer, message: Subject, reason?: string): Fact {
	return issue(writer, {
		type: 'lifted',
		...about(message, 'lift'),
		reason: cleanLine(reason ?? '') || undefined
	});
}

/** Links the person of a message to a contact */
export function identifyPerson(writer: Writer, message: Subject, contact: Person): Fact {
	return issue(writer, { type: 'identified', ...about(message, 'contact'), contact: storedPerson(contact) });
}

/** Says that the message stands in the Community Board now (S16) */
export function markTransferred(writer: Writer, message: Subject, url?: string): Fact {
	return issue(writer, { type: 'transferred', ...about(message, 'transfer'), url });
}

/** Says whether the message goes over to the Community Board (S19) */
export function decideBoard(writer: Writer, message: Subject, board: boolean): Fact {
	return issue(writer, { type: 'boardDecided', ...about(message, 'board'), board });
}

/** Assigns the message to a camera check, or takes it out of one (S11b) */
export function assignToCheck(writer: Writer, message: Subject, check: string | undefined): Fact {
	return issue(writer, { type: 'assignedToCheck', ...about(message, 'check'), check });
}

/** Archives by hand, or takes out of the archive (S20, rule A3) */
export function archiveMessage(writer: Writer, message: Subject, archived: boolean): Fact {
	return issue(writer, { type: archived ? 'archived' : 'restored', ...about(message, 'archive') });
}

/** A picture as it was attached: its id, and what the screens need to lay it out. */
export type Picture = Pick<
	PictureAttachedFact,
	'picture' | 'mediaType' | 'bytes' | 'width' | 'height' | 'evidence'
>;

/** Attaches a picture that the device keeps or the server has (DESIGN § 11) */
export function attachPicture(writer: Writer, message: Subject, picture: Picture): Fact {
	const { site, about: id } = about(message, '');
	const evidence = cleanLine(picture.evidence ?? '').slice(0, MAX_SHORT) || undefined;
	return issue(writer, { type: 'pictureAttached', site, about: id, ...picture, evidence });
}
