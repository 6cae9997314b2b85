import { reasonOfIncident } from '../domain/blockReasons.ts';
import type { MessageView } from '../domain/views/message.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { IN_LOG, logTime } from './logWords.ts';
import type { FormStart } from './messageForm.svelte.ts';

/** As much of an incident's text as the block's text takes over; the incident itself is one tap away. */
const QUOTED = 300;

/** The form for blocking somebody because of an incident: all of it filled in that the incident says already (S11c). */
export function blockStart(app: Dienstbuch, incident: MessageView): FormStart {
	const { fact, contact, assignee } = incident;
	const reason = reasonOfIncident(fact, app.directory.blockReasons);
	const quoted = fact.text.length > QUOTED ? `${fact.text.slice(0, QUOTED).trimEnd()} …` : fact.text;
	return {
		site: fact.site,
		contact,
		filled: {
			kind: 'block',
			text: m.block_because_of(
				{
					time: logTime(app, fact.footageAt ?? fact.at, fact.site),
					site: app.directory.siteName(fact.site),
					text: quoted
				},
				IN_LOG
			),
			assignee,
			blockReason: reason && { id: reason.id, name: reason.title },
			blockTold: reason?.title,
			refersTo: incident.id
		}
	};
}
