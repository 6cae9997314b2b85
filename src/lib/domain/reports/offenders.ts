import { contactIdOf, isViolation, type MessageView } from '../views/message.ts';
import { greatestFirst, grouped } from './tally.ts';

/** How far back violations count (DESIGN § 7.4), ms. */
const TWELVE_MONTHS = 365 * 86_400_000;
/** From how many on somebody stands in the report. */
const REPEATED = 2;

/** A customer who broke the rules more than once within 12 months. */
export interface Offender {
	/** KundenID: the newest of those that the violations were written under */
	readonly contact: string;
	/** As the latest violation names them */
	readonly name: string;
	readonly violations: number;
	/** When the latest was written, ISO 8601, UTC */
	readonly latest: string;
	/** Ids of the sites where it was, in code-unit order */
	readonly sites: readonly string[];
}

/**
 * Customers with two violations or more within the 12 months before `now` (ms since 1970, UTC), most first; counted over all sites, as on
 * the contact's own screen. Unknown persons and those named by hand are nobody in particular, and left out.
 * @param idsOf all KundenIDs of the person who has this one
 * @param site only those with a violation there; undefined for all
 */
export function repeatOffenders(
	messages: Iterable<MessageView>,
	now: number,
	idsOf: (contact: string) => readonly string[],
	site?: string
): Offender[] {
	const byPerson = grouped(
		[...messages].filter((view) => isViolation(view) && Date.parse(view.fact.at) > now - TWELVE_MONTHS),
		(view) => {
			const id = contactIdOf(view.contact);
			return id && idsOf(id)[0];
		}
	);
	byPerson.delete(undefined);
	return [...byPerson.values()]
		.filter((violations) => violations.length >= REPEATED)
		.map(offenderOf)
		.filter(({ sites }) => site === undefined || sites.includes(site))
		.sort(
			greatestFirst(
				({ violations }) => violations,
				({ contact }) => contact
			)
		);
}

function offenderOf(violations: readonly MessageView[]): Offender {
	const latest = violations.reduce((last, view) => (view.id > last.id ? view : last));
	return {
		contact: contactIdOf(latest.contact) ?? '',
		name: latest.contact.name,
		violations: violations.length,
		latest: latest.fact.at,
		sites: [...new Set(violations.map(({ fact }) => fact.site))].sort()
	};
}
