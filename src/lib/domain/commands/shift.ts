import type { ShiftConfirmedFact, ShiftEndedFact, ShiftStartedFact } from '../facts/shift.ts';
import { headsOf, type Subject } from '../fold.ts';
import { issue, type Writer } from '../issue.ts';

/**
 * CheckIn (S5): the writer is on duty from now on. Whose PIN nothing has confirmed has the rights of staff (rule A2).
 * @param site where the person is on duty
 */
export function checkIn(writer: Writer, site: string, proof: ShiftStartedFact['proof']): ShiftStartedFact {
	const author = proof === 'none' ? { ...writer.author, role: 'staff' as const } : writer.author;
	const { device, deviceSite } = writer;
	// Spelled out: a spread would lose the methods of a writer that is a class.
	const beginner: Writer = {
		now: () => writer.now(),
		random: (length) => writer.random(length),
		device,
		deviceSite,
		author
	};
	return issue(beginner, { type: 'shiftStarted', site, proof });
}

function about(shift: Subject, matter: string) {
	return { site: shift.root?.site ?? '', about: shift.id, after: headsOf(shift, matter) };
}

/** CheckOut; `dayChange` ends a shift that somebody forgot */
export function checkOut(writer: Writer, shift: Subject, by: ShiftEndedFact['by']): ShiftEndedFact {
	return issue(writer, { type: 'shiftEnded', ...about(shift, 'end'), by });
}

/** The person has shown by PIN that an unconfirmed shift was theirs */
export function confirmShift(writer: Writer, shift: Subject): ShiftConfirmedFact {
	return issue(writer, { type: 'shiftConfirmed', ...about(shift, 'confirmation') });
}
