import * as v from 'valibot';
import { named } from './fields.ts';
import { speakingOfContact, type FactKind, type Stored } from './kind.ts';

/** What the customer said to a promotion (Werbemodul, S14) */
export const promotionAnsweredSchema = speakingOfContact('promotionAnswered', {
	promotion: named,
	answer: v.picklist(['offered', 'interested', 'declined'])
});
export type PromotionAnsweredFact = Stored<v.InferOutput<typeof promotionAnsweredSchema>>;

export const promotionAnswered: FactKind<PromotionAnsweredFact> = {
	type: 'promotionAnswered',
	versions: { 1: promotionAnsweredSchema },
	subjects: ['contact']
};
