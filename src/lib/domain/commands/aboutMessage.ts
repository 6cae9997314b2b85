/** What is done with a saved message: facts about it, each naming the latest of its matter that was seen (rule R3). */
import type { Assignee, Person } from '../facts/fields.ts';
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
