import type { Assignee, Person } from '../facts/fields.ts';
import type { Fact } from '../facts/registry.ts';
import type { Subject } from '../fold.ts';
import type { Writer } from '../issue.ts';
import { MAX_SHORT } from '../limits.ts';
import { liftBlock } from './aboutMessage.ts';
import { cleanLine } from './cleanText.ts';
import { logMessage } from './logMessage.ts';
import { made, refused, type Result } from './result.ts';

/** What lifting a block with a reserved reason takes, where staff do it (rule A6). */
export interface ReservedLift {
	/** Why it is lifted all the same */
	readonly reason: string;
	/** Who is told: the lead of the studio */
	readonly lead: Assignee;
	/** Whom the block is about, as identified since */
	readonly contact: Person;
	/** What the lead reads */
	readonly text: string;
}

/** Lifts a block with a reserved reason, which becomes a task of the lead (DESIGN § 6). Both facts belong into one write. */
export function liftReserved(writer: Writer, block: Subject, input: ReservedLift): Result<Fact[]> {
	const reason = cleanLine(input.reason);
	if (reason === '') return refused([{ field: 'reason', problem: 'missing' }]);
	if (reason.length > MAX_SHORT) return refused([{ field: 'reason', problem: 'too-long' }]);
	const task = logMessage(writer, {
		site: block.root?.site ?? '',
		kind: 'internal',
		contact: input.contact,
		text: input.text,
		assignee: input.lead,
		forInformation: false,
		// What the lead has to look at is nothing for the whole board.
		board: false,
		refersTo: block.id
	});
	return task.ok ? made([liftBlock(writer, block, reason), task.value]) : task;
}
