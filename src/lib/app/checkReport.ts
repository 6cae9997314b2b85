/** Words of the report of a camera check: a paper is read later, so every time is said in full. */
import type { CheckView } from '../domain/views/cameraCheck.ts';
import { contactIdOf, type MessageView } from '../domain/views/message.ts';
import { clockOf, dayOf } from '../domain/time/zone.ts';
import * as m from '../paraglide/messages.js';
import { filedByText, incidentsText } from './checkWords.ts';
import { incidentsOf } from './checks.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { otherFilings } from './otherFilings.ts';
import { assigneeText, countText, dateText, personText } from './wording.ts';

/** A line of the report's head. */
export interface ReportRow {
	readonly term: string;
	readonly text: string;
}

/** An instant (ISO 8601, UTC) in full, on the clock of the site: "18.11.2026 14:32". */
export function fullTime(app: Dienstbuch, instant: string, site: string): string {
	const zone = app.directory.timeZoneOf(site);
	const at = Date.parse(instant);
	return `${dateText(dayOf(at, zone))} ${clockOf(at, zone)}`;
}

function periodOf(app: Dienstbuch, { fact, site }: CheckView): string | undefined {
	if (fact.from === undefined || fact.until === undefined) return undefined;
	return m.check_report_period({
		from: fullTime(app, fact.from, site),
		until: fullTime(app, fact.until, site)
	});
}

function taskOf(app: Dienstbuch, { task, site, filed }: CheckView): string | undefined {
	if (!task) return filed && m.check_report_task_none();
	if (!task.done) return m.check_task_open({ assignee: assigneeText(app, task.assignee) });
	const { by, at } = task.done;
	return m.check_task_done({ name: by.name, time: fullTime(app, at, site) });
}

/** What stands at the top of the report. Reactive. */
export function reportRows(app: Dienstbuch, check: CheckView): ReportRow[] {
	const { fact, filed, site } = check;
	const counting = incidentsOf(app, check.id).filter(({ state }) => state !== 'withdrawn').length;
	const result = filed?.outcome === 'mistake' ? m.check_mistake() : incidentsText(counting);
	const rows: { term: string; text: string | undefined }[] = [
		{ term: m.check_site(), text: app.directory.siteName(site) },
		{ term: m.check_report_mode(), text: fact.mode === 'live' ? m.check_live() : m.check_recording() },
		{ term: m.check_report_footage(), text: periodOf(app, check) },
		{ term: m.check_reason(), text: fact.reason },
		{ term: m.check_report_watched(), text: check.startedBy.name },
		{ term: m.check_report_begun(), text: fullTime(app, fact.at, site) },
		{
			term: m.check_report_filed(),
			text: filed
				? m.check_report_filed_at({ time: fullTime(app, filed.at, site), by: filedByText(check) ?? '' })
				: m.check_report_not_filed()
		},
		{
			term: m.check_filed_also(),
			text: otherFilings(app, check, (instant) => fullTime(app, instant, site)).join('\n')
		},
		{ term: m.check_persons(), text: filed?.persons === undefined ? undefined : countText(filed.persons) },
		{ term: m.check_result(), text: result },
		{ term: m.check_task(), text: taskOf(app, check) }
	];
	return rows.filter((row): row is ReportRow => row.text !== undefined && row.text !== '');
}

/** The incidents as they follow each other in the footage, withdrawn ones among them. Reactive. */
export function reportIncidents(app: Dienstbuch, check: string): MessageView[] {
	const when = ({ fact }: MessageView): string => fact.footageAt ?? fact.at;
	return incidentsOf(app, check).sort((one, other) => (when(one) < when(other) ? -1 : 1));
}

/** Whom an incident was about: "48213 Huber, Sabine". */
export function reportPerson({ contact }: MessageView): string {
	const id = contactIdOf(contact);
	return id === undefined ? personText(contact) : `${id} ${personText(contact)}`;
}
