import type { MessageView } from '../domain/views/message.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { channelLabel, timeText } from './wording.ts';

function blockText(app: Dienstbuch, { block, fact }: MessageView): string | undefined {
	if (!block) return undefined;
	const until = block.until && m.entry_block_until({ time: timeText(app, block.until, fact.site) });
	const begun = m.entry_block({ reason: block.reason.name, end: until ?? m.entry_block_forever() });
	if (block.lifted) {
		const { by, at } = block.lifted;
		return `${begun} · ${m.entry_block_lifted({ name: by.name, time: timeText(app, at, fact.site) })}`;
	}
	return block.state === 'ended' ? `${begun} · ${m.entry_block_ended()}` : begun;
}

/** The small line of an entry: where, when in the footage, which rule, what became of it. Reactive. */
export function entryDetails(app: Dienstbuch, message: MessageView): string[] {
	const { fact, done, transferred } = message;
	const shift = fact.shift === undefined ? undefined : app.log.shift(fact.shift);
	return [
		app.directory.siteName(fact.site),
		fact.footageAt && m.entry_footage({ time: timeText(app, fact.footageAt, fact.site) }),
		fact.rule && m.entry_rule({ rule: `${fact.rule.id} ${fact.rule.name}` }),
		fact.channel && channelLabel(fact.channel),
		blockText(app, message),
		done && m.entry_done_by({ name: done.by.name, time: timeText(app, done.at, fact.site) }),
		transferred && m.entry_transferred(),
		shift && !shift.confirmed && m.where_unconfirmed()
	].filter((detail) => typeof detail === 'string');
}
