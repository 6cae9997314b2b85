import type { Dienstbuch } from './dienstbuch.svelte.ts';
import type { FoundDraft, MessageDraft } from './drafts.svelte.ts';

/** Begins the keys of the drafts of incidents that are being written; the ids of check and draft follow (in version 0.1 that of the check alone). */
export const INCIDENT_DRAFT = 'check:';
/** Begins the keys of the drafts of incidents that were closed without entry; the ids of check and draft follow. */
export const CLOSED_DRAFT = 'check-closed:';

/** The key of an incident's draft. @param prefix {@link INCIDENT_DRAFT} or {@link CLOSED_DRAFT} */
export function incidentKey(prefix: string, check: string, draft: string): string {
	return `${prefix}${check}/${draft}`;
}

/** An incident that was not saved, and the check in which it was written. */
export interface IncidentDraft extends FoundDraft {
	readonly check: string;
}

/**
 * The drafts of a check whose keys begin like this, the latest first, under any id that the check had (rule C2): after the prefix comes
 * the id, and after that maybe a `/` and more.
 */
export async function draftsOfCheck(app: Dienstbuch, prefix: string, check: string): Promise<FoundDraft[]> {
	const drafts = await app.drafts.all();
	return drafts.filter(({ key }) => checkOf(app, prefix, key) === check);
}

/**
 * The unsaved incidents of all checks that are on this device, the latest first: a check that somebody else has filed meanwhile keeps them
 * (S11b: logging is never refused).
 */
export async function incidentDrafts(app: Dienstbuch): Promise<IncidentDraft[]> {
	const seen = new Set<string>();
	const drafts = await app.drafts.all();
	return drafts.flatMap((found) => {
		const check = checkOf(app, INCIDENT_DRAFT, found.key) ?? checkOf(app, CLOSED_DRAFT, found.key);
		const { id } = found.draft;
		if (check === undefined || seen.has(id) || isBlankIncident(found.draft) || !app.log.check(check))
			return [];
		seen.add(id);
		return { ...found, check };
	});
}

/** True for the draft of an incident in which nothing was written yet. */
export function isBlankIncident({ contact, text, rule, pictures = [] }: MessageDraft): boolean {
	const described = contact?.kind === 'unknown' && contact.name.trim() !== '';
	return text.trim() === '' && !rule && !described && pictures.length === 0;
}

function checkOf(app: Dienstbuch, prefix: string, key: string): string | undefined {
	return key.startsWith(prefix) ? app.currentId(key.slice(prefix.length).split('/')[0] ?? '') : undefined;
}
