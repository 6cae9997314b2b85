/** The Werbemodul (S14) for the screens. */
import { answerPromotion, type PromotionAnswer } from '../domain/commands/answerPromotion.ts';
import type { Contact, Promotion } from '../domain/directory.ts';
import type { MessageKind } from '../domain/facts/message.ts';
import type { PromotionAnsweredFact } from '../domain/facts/promotionAnswered.ts';
import { isOffered, lastAnswers } from '../domain/promotions.ts';
import { dayOf } from '../domain/time/zone.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { timeText } from './wording.ts';

const labels: Record<PromotionAnswer, () => string> = {
	offered: m.promotion_offered,
	interested: m.promotion_interested,
	declined: m.promotion_declined
};

/** angeboten · interessiert · kein Interesse */
export function answerLabel(answer: PromotionAnswer): string {
	return labels[answer]();
}

/** What was said last, when and to whom: "interessiert, heute 22:41, Huber, Anna". */
export function lastWords(app: Dienstbuch, last: PromotionAnsweredFact): string {
	return m.promotion_last({
		answer: answerLabel(last.answer),
		time: timeText(app, last.at, last.site),
		name: last.author.name
	});
}

/** An offer for a contact, and what they said to it last. */
export interface Offer {
	readonly promotion: Promotion;
	readonly last: PromotionAnsweredFact | undefined;
}

/** The offers for a contact at a site; `kind` is that of the message which is being written. Reactive. */
export function offersFor(app: Dienstbuch, contact: Contact, site: string, kind?: MessageKind): Offer[] {
	const day = dayOf(app.clock.now, app.directory.timeZoneOf(site));
	const fitting = app.directory.promotions.filter((promotion) =>
		isOffered(promotion, { contact, site, kind, day })
	);
	if (fitting.length === 0) return [];
	const last = lastAnswers(answersOf(app, contact.id));
	return fitting.map((promotion) => ({ promotion, last: last.get(promotion.id) }));
}

/** Everything that a contact ever said to promotions, under whatever KundenID. Reactive. */
export function answersOf(app: Dienstbuch, contact: string): PromotionAnsweredFact[] {
	void app.log.version;
	return app.directory
		.idsOf(contact)
		.flatMap((id) => app.log.subject(id)?.facts ?? [])
		.filter((fact) => fact.type === 'promotionAnswered');
}

/** Records what a contact said; for five seconds it can be taken back. @throws StorageFull: nothing was written */
export async function answer(
	app: Dienstbuch,
	given: {
		contact: string;
		site: string;
		promotion: Pick<Promotion, 'id' | 'title'>;
		answer: PromotionAnswer;
	}
): Promise<PromotionAnsweredFact> {
	const fact = answerPromotion(app.duty.writer, given);
	await app.writeHeld(fact);
	return fact;
}
