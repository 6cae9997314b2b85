import type { Template } from '../domain/directory.ts';
import { dayOf } from '../domain/time/zone.ts';
import { filledTemplate } from '../domain/templates.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import type { MessageForm } from './messageForm.svelte.ts';
import { dateText } from './wording.ts';

/** The Textbausteine for the kind of a message (S10): those made for it first, then those for all. Reactive. */
export function templatesFor(app: Dienstbuch, kind: MessageForm['kind']): Template[] {
	const { templates } = app.directory;
	if (kind === undefined) return templates;
	const own = templates.filter(({ kinds }) => kinds.includes(kind));
	return [...own, ...templates.filter(({ kinds }) => kinds.length === 0)];
}

/** The text of a template with what the form knows in its places. */
export function textOfTemplate(app: Dienstbuch, form: MessageForm, { text }: Template): string {
	const { contact, rule, site } = form;
	const known = contact?.kind === 'contact' ? app.directory.contact(contact.id) : undefined;
	const spoken = known && [known.first, known.last].filter((part) => part !== '').join(' ');
	return filledTemplate(text, {
		name: spoken || (contact?.kind === 'unknown' ? '' : (contact?.name ?? '')),
		datum: dateText(dayOf(app.clock.exact(), app.directory.timeZoneOf(site))),
		regel: rule ? `${rule.id} ${rule.name}` : ''
	});
}

/** A text with another put in, and what of it is to be selected. */
export interface Inserted {
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

/**
 * Puts a text in at the caret; what was typed stays, with a space between. A selection is replaced.
 * @param start where the selection begins, in UTF-16 code units
 * @returns the first place that is still open as the selection, else the caret behind what was put in
 */
export function insertedAt(text: string, start: number, end: number, added: string): Inserted {
	const before = text.slice(0, start);
	const after = text.slice(end);
	const lead = before === '' || /\s$/u.test(before) ? '' : ' ';
	const trail = after === '' || /^\s/u.test(after) ? '' : ' ';
	const from = before.length + lead.length;
	const open = added.indexOf('…');
	const selected = open === -1 ? [added.length, added.length] : [open, open + 1];
	const [first = 0, last = 0] = selected;
	return { text: before + lead + added + trail + after, start: from + first, end: from + last };
}
