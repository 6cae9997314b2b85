import type { IncidentForm } from '$lib/app/incident.svelte.ts';
import * as m from '$lib/paraglide/messages.js';

/** Whom the incident is about, as its heading: "48213 Huber, Sabine". */
export function incidentTitle({ contact }: IncidentForm): string {
	if (contact.kind === 'unknown') return m.check_unknown_person();
	return contact.id === undefined ? contact.name : `${contact.id} ${contact.name}`;
}
