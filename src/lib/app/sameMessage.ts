import { canonical } from '../domain/canonical.ts';
import type { MessageFact } from '../domain/facts/message.ts';

/** What somebody entered, without who wrote it when and where. References are left out: an id changes where a clock was wrong (rule C2). */
function entered(message: MessageFact): string {
	const { site, kind, contact, text, assignee, forInformation, board, footageAt, rule, channel, block } =
		message;
	return canonical({
		site,
		kind,
		contact,
		text,
		assignee,
		forInformation,
		board,
		footageAt,
		rule,
		channel,
		block
	});
}

/** True where two messages say the same. */
export function saysTheSame(one: MessageFact, other: MessageFact): boolean {
	return entered(one) === entered(other);
}
