import type { Named } from '../facts/fields.ts';
import type { PromotionAnsweredFact } from '../facts/promotionAnswered.ts';
import { isInScope, type Scope } from './messages.ts';
import { greatestFirst, grouped } from './tally.ts';

/** What came of a promotion (Werbemodul, S14): customers, each with the last that they said. */
export interface PromotionCount {
	/** As it was called last */
	readonly promotion: Named;
	readonly total: number;
	/** Offered, and nothing said so far */
	readonly offered: number;
	readonly interested: number;
	readonly declined: number;
}

/**
 * Customers by promotion, most first. Who was asked several times counts once, with the last answer of the period. The order in which the
 * answers come does not matter.
 * @param idsOf all KundenIDs of the person who has this one
 */
export function promotionReport(
	answers: Iterable<PromotionAnsweredFact>,
	scope: Scope,
	idsOf: (contact: string) => readonly string[]
): PromotionCount[] {
	const counted = [...answers].filter((answer) => isInScope(answer, scope));
	return [...grouped(counted, ({ promotion }) => promotion.id).values()]
		.map((given) => countOf(given, idsOf))
		.sort(
			greatestFirst(
				({ total }) => total,
				({ promotion }) => promotion.id
			)
		);
}

function countOf(
	answers: readonly PromotionAnsweredFact[],
	idsOf: (contact: string) => readonly string[]
): PromotionCount {
	const byPerson = grouped(answers, ({ about }) => idsOf(about)[0] ?? about);
	const last = [...byPerson.values()].map(lastOf);
	const saying = (said: PromotionAnsweredFact['answer']) =>
		last.filter(({ answer }) => answer === said).length;
	return {
		promotion: lastOf(answers).promotion,
		total: last.length,
		offered: saying('offered'),
		interested: saying('interested'),
		declined: saying('declined')
	};
}

function lastOf(answers: readonly PromotionAnsweredFact[]): PromotionAnsweredFact {
	return answers.reduce((last, answer) => (answer._id > last._id ? answer : last));
}
