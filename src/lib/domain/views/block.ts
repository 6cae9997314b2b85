import type { Author, Named } from '../facts/fields.ts';
import { creditedOf, type Subject } from '../fold.ts';

/** A block (Sperre, S11c) as it stands at an instant. */
export interface BlockView {
	readonly message: string;
	readonly reason: Named;
	/** What the customer is told */
	readonly told: string;
	/** True where staff may lift it only with a reason (rule A6), as of when it was set */
	readonly reserved: boolean;
	/** When it ends by itself (UTC); undefined for "ohne Ende sperren" */
	readonly until: string | undefined;
	readonly state: 'active' | 'ended' | 'lifted';
	readonly lifted:
		{ readonly by: Author; readonly at: string; readonly reason: string | undefined } | undefined;
	/** True where the message that began it was withdrawn: that alone does not lift (DESIGN § 2) */
	readonly messageWithdrawn: boolean;
}

/** The block that a message began, as it stands at `now` (ms since 1970, UTC; rule R8). */
export function blockView(subject: Subject, now: number): BlockView | undefined {
	const message = subject.root;
	if (message?.type !== 'message' || !message.block) return undefined;
	const { reason, told, reserved, until } = message.block;
	const lifted = creditedOf(subject, 'lift', 'lifted');
	const ended = until !== undefined && Date.parse(until) <= now;
	return {
		message: subject.id,
		reason,
		told: told ?? reason.name,
		reserved: reserved ?? false,
		until,
		state: lifted ? 'lifted' : ended ? 'ended' : 'active',
		lifted: lifted && { by: lifted.author, at: lifted.at, reason: lifted.reason },
		messageWithdrawn: subject.matters.has('withdrawal')
	};
}
