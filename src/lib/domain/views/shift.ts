import type { Author } from '../facts/fields.ts';
import type { ShiftStartedFact } from '../facts/shift.ts';
import { creditedOf, type Subject } from '../fold.ts';

/** A duty shift (aktueller Dienst, S5). */
export interface ShiftView {
	readonly id: string;
	readonly fact: ShiftStartedFact;
	readonly author: Author;
	/** UTC */
	readonly since: string;
	/** UTC; undefined while on duty */
	readonly until: string | undefined;
	/** False for "nicht bestätigt" (rule A2) */
	readonly confirmed: boolean;
}

/** The shift, or undefined where the subject is none or its root has not arrived (rule R7). */
export function shiftView(subject: Subject | undefined): ShiftView | undefined {
	if (subject?.root?.type !== 'shiftStarted') return undefined;
	const fact = subject.root;
	return {
		id: subject.id,
		fact,
		author: fact.author,
		since: fact.at,
		until: creditedOf(subject, 'end', 'shiftEnded')?.at,
		confirmed: fact.proof !== 'none' || creditedOf(subject, 'confirmation', 'shiftConfirmed') !== undefined
	};
}
