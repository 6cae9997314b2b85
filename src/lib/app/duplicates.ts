import type { MessageKind } from '../domain/facts/message.ts';
import { dutyDay } from '../domain/time/dutyDay.ts';
import type { MessageView } from '../domain/views/message.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** The messages about a contact of the day that is on at the site of each, unsent ones among them, newest first. Reactive. */
export function messagesOfToday(app: Dienstbuch, contact: string): MessageView[] {
	const { now } = app.clock;
	return app.log.messagesOf(contact, now).filter(({ fact }) => {
		const site = app.directory.siteOf(fact.site);
		const dayAt = (instant: number): string => dutyDay(instant, site, app.directory.timeZoneOf(fact.site));
		return dayAt(Date.parse(fact.at)) === dayAt(now);
	});
}

/** The message that one of this kind would likely repeat (DESIGN § 7.5): of the same contact, the same kind and today. Reactive. */
export function likelyDuplicate(
	app: Dienstbuch,
	contact: string,
	kind: MessageKind
): MessageView | undefined {
	return messagesOfToday(app, contact).find(({ fact, state }) => fact.kind === kind && state !== 'withdrawn');
}
