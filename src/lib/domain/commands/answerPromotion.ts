import type { Promotion } from '../directory.ts';
import type { PromotionAnsweredFact } from '../facts/promotionAnswered.ts';
import { issue, type Writer } from '../issue.ts';

/** angeboten · interessiert · kein Interesse */
export const PROMOTION_ANSWERS = ['offered', 'interested', 'declined'] as const;
export type PromotionAnswer = PromotionAnsweredFact['answer'];

/** Records what a contact said to an offer of the Werbemodul (S14). */
export function answerPromotion(
	writer: Writer,
	{
		contact,
		site,
		promotion,
		answer
	}: {
		/** KundenID */
		contact: string;
		/** Id of the site at which it was offered */
		site: string;
		promotion: Pick<Promotion, 'id' | 'title'>;
		answer: PromotionAnswer;
	}
): PromotionAnsweredFact {
	const named = { id: promotion.id, name: promotion.title };
	return issue(writer, { type: 'promotionAnswered', site, about: contact, promotion: named, answer });
}
