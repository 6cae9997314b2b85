import * as m from '../paraglide/messages.js';
import { assigneeKey, assigneeOptions, type AssigneeOption } from './assignees.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** Whom the picker offers for what a check will find: first the one of the studio's last check, never chosen by itself (S9). Reactive. */
export function checkAssigneeOptions(app: Dienstbuch, query: string, site: string): AssigneeOption[] {
	const options = assigneeOptions(app, query, 'camera', site);
	const last = app.log.checks.find((check) => check.site === site)?.assignee;
	const key = last && assigneeKey(last);
	const known = options.find((option) => option.key === key);
	if (!known || query !== '') return options;
	const first = { ...known, group: m.check_assignee_last() };
	return [first, ...options.filter((option) => option !== known)];
}
