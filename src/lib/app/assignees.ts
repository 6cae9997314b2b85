import { nameInFacts } from '../domain/directory.ts';
import type { Assignee } from '../domain/facts/fields.ts';
import type { MessageKind } from '../domain/facts/message.ts';
import { fold } from '../search/folding.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

const LOOKED_AT = 300;

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
			name: m.common_lead_of({ site: name })
		})),
		...staff.map((person): Assignee => ({ kind: 'person', id: person.id, name: nameInFacts(person) }))
	];
}

/** One text for one assignee: for keys of lists and for comparing. */
export function assigneeKey(assignee: Assignee): string {
	return `${assignee.kind}:${assignee.id}`;
}

/** To whom messages of this kind went at this site lately, the most frequent first (S9); never chosen by itself. */
export function suggestedAssignees(app: Dienstbuch, kind: MessageKind | undefined, site: string): Assignee[] {
	const counts = new Map<string, { assignee: Assignee; count: number }>();
	for (const id of app.log.messageIds.slice(0, LOOKED_AT)) {
		const view = app.log.message(id, app.clock.now);
		if (!view?.assignee || view.fact.site !== site || (kind && view.fact.kind !== kind)) continue;
		const key = assigneeKey(view.assignee);
		const known = counts.get(key) ?? { assignee: view.assignee, count: 0 };
		counts.set(key, { ...known, count: known.count + 1 });
	}
	return [...counts.values()]
		.sort((a, b) => b.count - a.count)
		.slice(0, 4)
		.map(({ assignee }) => assignee);
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

/** What the picker offers for a typed text: suggestions first while nothing is typed, then all by group. Reactive. */
export function assigneeOptions(
	app: Dienstbuch,
	query: string,
	kind: MessageKind | undefined,
	site: string
): AssigneeOption[] {
	const optionOf = (assignee: Assignee, group: string): AssigneeOption => ({
		key: assigneeKey(assignee),
		label: assignee.name,
		group,
		assignee
	});
	const folded = fold(query);
	const suggested = query === '' ? suggestedAssignees(app, kind, site) : [];
	const known = new Set(suggested.map(assigneeKey));
	const rest = allAssignees(app).filter(
		(assignee) => !known.has(assigneeKey(assignee)) && fold(assignee.name).includes(folded)
	);
	return [
		...suggested.map((assignee) => optionOf(assignee, m.form_assignee_suggested())),
		...rest.map((assignee) => optionOf(assignee, groups[assignee.kind]()))
	];
}
