import { fileCheck, startCheck, type CheckInput, type FilingInput } from '../domain/commands/cameraCheck.ts';
import type { Result } from '../domain/commands/result.ts';
import type { CheckFiledFact, CheckStartedFact } from '../domain/facts/cameraCheck.ts';
import type { MessageView } from '../domain/views/message.ts';
import * as m from '../paraglide/messages.js';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import { assigneeKey, assigneeOptions, type AssigneeOption } from './assignees.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** The camera check that runs on this device; undefined where none does. Reactive. */
export function runningCheck(app: Dienstbuch): CheckView | undefined {
	const device = app.identity?.device;
	return app.log.checks.find((check) => check.state === 'running' && check.fact.device === device);
}

/** The latest filed check of a studio from a recording: where the next one takes up (DESIGN § 7.6). Reactive. */
export function lastFiledRecording(app: Dienstbuch, site: string): CheckView | undefined {
	return app.log.checks.find(
		(check) => check.site === site && check.filed?.outcome !== 'mistake' && check.filed && check.fact.until
	);
}

/** Begins a camera check (S11b). @throws StorageFull */
export async function beginCheck(app: Dienstbuch, input: CheckInput): Promise<Result<CheckStartedFact>> {
	const result = startCheck(app.duty.writer, input);
	if (result.ok) await app.write(result.value);
	return result;
}

/** "Kamerakontrolle eingeben": files a check (S11b). @throws StorageFull */
export async function enterCheck(
	app: Dienstbuch,
	check: string,
	input: FilingInput
): Promise<Result<CheckFiledFact>> {
	const result = filing(app, check, input);
	if (result.ok) await app.write(result.value);
	return result;
}

function filing(app: Dienstbuch, check: string, input: FilingInput): Result<CheckFiledFact> {
	const subject = app.log.subject(app.currentId(check));
	if (!subject) throw new Error(`no such check: ${check}`);
	return fileCheck(app.duty.writer, subject, input);
}

/**
 * {@link enterCheck} that can be taken back for five seconds (LOOK 6): for what one tap files.
 * @returns the filing, for `app.takeBack` @throws StorageFull
 */
export async function enterCheckAtOnce(
	app: Dienstbuch,
	check: string,
	input: FilingInput
): Promise<Result<CheckFiledFact>> {
	const result = filing(app, check, input);
	if (result.ok) await app.writeHeld(result.value);
	return result;
}

/** The incidents of a check, newest first; withdrawn ones are among them. Reactive. */
export function incidentsOf(app: Dienstbuch, check: string): MessageView[] {
	return app.log.messagesOfCheck(check, app.clock.now);
}

/** How many incidents each check has, by the check's id, withdrawn ones left out. Reactive. */
export function incidentCounts(app: Dienstbuch): Map<string, number> {
	const counts = new Map<string, number>();
	for (const id of app.log.messageIds) {
		const root = app.log.subject(id)?.root;
		if (root?.type !== 'message' || root.kind !== 'camera') continue;
		const view = app.log.message(id, app.clock.now);
		if (view?.check === undefined || view.state === 'withdrawn') continue;
		counts.set(view.check, (counts.get(view.check) ?? 0) + 1);
	}
	return counts;
}

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
