/** The Werbemodul (S14): which offers are made to whom, and what came of them. */
import type { Contact, Promotion } from './directory.ts';
import type { PromotionAnsweredFact } from './facts/promotionAnswered.ts';
import type { MessageKind } from './facts/message.ts';
import type { Fact } from './facts/registry.ts';

/** To whom an offer would be made, where and when. */
export interface Occasion {
	readonly contact: Pick<Contact, 'site' | 'state' | 'gone'>;
	/** Id of the site at which it would be made */
	readonly site: string;
	/** Kind of the message beside which it would stand; undefined where there is none, or none was chosen yet */
	readonly kind?: MessageKind | undefined;
	/** Today at that site, `yyyy-mm-dd` */
	readonly day: string;
}

/** How a promotion stands on a day, both days of its period included: not yet, now, or no longer. */
export function periodOf(
	{ from, until }: Pick<Promotion, 'from' | 'until'>,
	day: string
): 'ahead' | 'running' | 'over' {
	if (from !== '' && day < from) return 'ahead';
	return until !== '' && day > until ? 'over' : 'running';
}

/** An empty list means all of them. */
function includes<T>(list: readonly T[], value: T): boolean {
	return list.length === 0 || list.includes(value);
}

/** True where the promotion is to be offered. Nobody offers anything to a contact who has gone from the directory. */
export function isOffered(promotion: Promotion, { contact, site, kind, day }: Occasion): boolean {
	return (
		!contact.gone &&
		periodOf(promotion, day) === 'running' &&
		includes(promotion.sites, site) &&
		includes(promotion.homeSites, contact.site) &&
		includes(promotion.states, contact.state) &&
		(kind === undefined || includes(promotion.kinds, kind))
	);
}

/**
 * What a contact said last to each promotion, by its id. Of answers that did not know of each other the one with the later id counts, on
 * every device the same (rule R4).
 */
export function lastAnswers(facts: Iterable<Fact>): Map<string, PromotionAnsweredFact> {
	const last = new Map<string, PromotionAnsweredFact>();
	for (const fact of facts) {
		if (fact.type !== 'promotionAnswered') continue;
		const before = last.get(fact.promotion.id);
		if (!before || before._id < fact._id) last.set(fact.promotion.id, fact);
	}
	return last;
}
