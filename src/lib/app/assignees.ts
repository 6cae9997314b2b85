import { nameInFacts } from '../domain/directory.ts';
import type { Assignee } from '../domain/facts/fields.ts';
import type { MessageFact, MessageKind } from '../domain/facts/message.ts';
import type { MessageView } from '../domain/views/message.ts';
import { fold } from '../domain/folding.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { leadName } from './logWords.ts';
import { assigneeText } from './wording.ts';

/** Of so many messages, the latest, a suggestion is made. */
const LOOKED_AT = 60;
/** So many are suggested. */
const SUGGESTED = 4;

/** Everyone who can see to a message (S9): offices, leads of studios, persons, in this order. Reactive. */
export function allAssignees(app: Dienstbuch): Assignee[] {
	const { sites, studios, staff } = app.directory;
	return [
		...sites
			.filter((site) => site.kind === 'office')
			.map(({ id, name }): Assignee => ({ kind: 'office', id, name })),
		...studios.map(({ id, name }): Assignee => ({
			kind: 'lead',
			id,
			name: leadName(name)
		})),
		...staff.map((person): Assignee => ({ kind: 'person', id: person.id, name: nameInFacts(person) }))
	];
}

/** One text for one assignee: for keys of lists and for comparing. */
export function assigneeKey(assignee: Pick<Assignee, 'kind' | 'id'>): string {
	return `${assignee.kind}:${assignee.id}`;
}

/** The latest messages that fit, those left out that say nothing of who sees to such things. */
function latest(app: Dienstbuch, fits: (message: MessageFact) => boolean): MessageView[] {
	const found: MessageView[] = [];
	for (const id of app.log.messageIds) {
		// Looked at before it is made a view: among many thousands few fit.
		const root = app.log.subject(id)?.root;
		if (root?.type !== 'message' || !fits(root)) continue;
		const view = app.log.message(id, 0);
		if (view?.assignee && view.state !== 'withdrawn') found.push(view);
		if (found.length === LOOKED_AT) break;
	}
	return found;
}

function byFrequency(messages: readonly MessageView[]): Assignee[] {
	const counts = new Map<string, { assignee: Assignee; count: number }>();
	for (const { assignee } of messages) {
		if (!assignee) continue;
		const key = assigneeKey(assignee);
		counts.set(key, { assignee, count: (counts.get(key)?.count ?? 0) + 1 });
	}
	return [...counts.values()].sort((a, b) => b.count - a.count).map(({ assignee }) => assignee);
}

/**
 * To whom the latest messages of this kind went at this site, the most frequent first; then the offices that such messages of other sites
 * go to, and the lead of the studio (S9). Only who is still there; never chosen by itself. Reactive.
 */
export function suggestedAssignees(app: Dienstbuch, kind: MessageKind | undefined, site: string): Assignee[] {
	const all = new Map(allAssignees(app).map((assignee) => [assigneeKey(assignee), assignee]));
	const ofKind = (message: MessageFact): boolean => kind === undefined || message.kind === kind;
	const here = byFrequency(latest(app, (message) => message.site === site && ofKind(message)));
	const offices = byFrequency(latest(app, ofKind)).filter((assignee) => assignee.kind === 'office');
	const keys = [...here, ...offices, { kind: 'lead', id: site } as const].map(assigneeKey);
	// As it is called now: the messages have the name of their time.
	return [...new Set(keys)].flatMap((key) => all.get(key) ?? []).slice(0, SUGGESTED);
}

/** An assignee as the picker offers it. */
export interface AssigneeOption {
	readonly key: string;
	readonly label: string;
	readonly secondary?: string;
	readonly group: string;
	readonly assignee: Assignee;
}

const groups: Record<Assignee['kind'], () => string> = {
	office: m.form_assignee_offices,
	lead: m.form_assignee_leads,
	person: m.form_assignee_people
};

/** What assignees of that sort stand under: "Leitungen". */
export function assigneeGroup({ kind }: Pick<Assignee, 'kind'>): string {
	return groups[kind]();
}

/** What the picker offers for a typed text: suggestions first while nothing is typed, then all by group. Reactive. */
export function assigneeOptions(
	app: Dienstbuch,
	query: string,
	kind: MessageKind | undefined,
	site: string
): AssigneeOption[] {
	const optionOf = (assignee: Assignee, group: string): AssigneeOption => ({
		key: assigneeKey(assignee),
		label: assigneeText(app, assignee),
		group,
		assignee
	});
	const folded = fold(query);
	const suggested = query === '' ? suggestedAssignees(app, kind, site) : [];
	const known = new Set(suggested.map(assigneeKey));
	const rest = allAssignees(app).filter(
		(assignee) => !known.has(assigneeKey(assignee)) && fold(assigneeText(app, assignee)).includes(folded)
	);
	return [
		...suggested.map((assignee) => optionOf(assignee, m.form_assignee_suggested())),
		...rest.map((assignee) => optionOf(assignee, assigneeGroup(assignee)))
	];
}
