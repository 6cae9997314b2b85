import type { MessageView } from '../domain/views/message.ts';
import * as m from '../paraglide/messages.js';
import { blockEndText, blockOutcomeText } from './blockWords.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { channelLabel, timeText } from './wording.ts';

function blockText(app: Dienstbuch, { block, fact }: MessageView): string | undefined {
	if (!block) return undefined;
	const begun = m.entry_block({ reason: block.reason.name, end: blockEndText(app, block, fact.site) });
	const outcome = blockOutcomeText(app, block, fact.site);
	return outcome === undefined ? begun : `${begun} · ${outcome}`;
}

/** The small line of an entry: where, when in the footage, which rule, what became of it. Reactive. */
export function entryDetails(app: Dienstbuch, message: MessageView): string[] {
	const { fact, done, identified, transferred } = message;
	const shift = fact.shift === undefined ? undefined : app.log.shift(fact.shift);
	return [
		app.directory.siteName(fact.site),
		fact.footageAt && m.entry_footage({ time: timeText(app, fact.footageAt, fact.site) }),
		fact.rule && m.entry_rule({ rule: `${fact.rule.id} ${fact.rule.name}` }),
		fact.channel && channelLabel(fact.channel),
		identified &&
			m.entry_identified_by({ name: identified.by.name, time: timeText(app, identified.at, fact.site) }),
		blockText(app, message),
		done && m.entry_done_by({ name: done.by.name, time: timeText(app, done.at, fact.site) }),
		transferred && m.entry_transferred(),
		shift && !shift.confirmed && m.where_unconfirmed()
	].filter((detail) => typeof detail === 'string');
}
