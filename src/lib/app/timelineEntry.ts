import type { MessageKind } from '../domain/facts/message.ts';
import type { MessageView } from '../domain/views/message.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { entryDetails } from './entryDetails.ts';
import { assigneeText, clockText, dayText } from './wording.ts';

/** What every list says of a message, in the words of `ui/TimelineEntry`. */
interface EntryWords {
	readonly day: string;
	readonly time: string;
	/** ISO 8601, UTC */
	readonly instant: string;
	readonly kind: MessageKind;
	readonly text: string;
	readonly author: string;
	readonly assignee: string | undefined;
	readonly details: readonly string[];
	/** By whom and why it was withdrawn; false where it was not */
	readonly withdrawn: string | false;
}

/** Puts a message into the words of a timeline. Reactive. */
export function timelineEntry(app: Dienstbuch, message: MessageView): EntryWords {
	const { fact, assignee, withdrawn } = message;
	return {
		day: dayText(app, fact.at, fact.site),
		time: clockText(app, fact.at, fact.site),
		instant: fact.at,
		kind: fact.kind,
		text: fact.text,
		author: fact.author.name,
		assignee: assignee && assigneeText(app, assignee),
		details: entryDetails(app, message),
		withdrawn: withdrawn ? m.entry_withdrawn_by({ name: withdrawn.by.name, reason: withdrawn.reason }) : false
	};
}
