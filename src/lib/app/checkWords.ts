/** Words for camera checks. */
import type { CheckView } from '../domain/views/cameraCheck.ts';
import type { MessageView } from '../domain/views/message.ts';
import { dayOf } from '../domain/time/zone.ts';
import * as m from '../paraglide/messages.js';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { clocksChange, footageDays, instantOfTyped } from './footage.ts';
import { IN_LOG, logTime } from './logWords.ts';
import { clockText, countText, dayText, personText, timeText } from './wording.ts';

/** "Kamerakontrolle Linz Urfahr" */
export function checkTitle(app: Dienstbuch, check: CheckView): string {
	return m.check_of({ site: app.directory.siteName(check.site) });
}

/** "Live, begonnen heute 14:02" or "Aufzeichnung Mi 18.11. 14:00–22:00", with the second day where it is another. Reactive. */
export function periodText(app: Dienstbuch, { site, fact }: CheckView): string {
	if (fact.from === undefined || fact.until === undefined) {
		return m.check_period_live({ time: timeText(app, fact.at, site) });
	}
	const zone = app.directory.timeZoneOf(site);
	const sameDay = dayOf(Date.parse(fact.from), zone) === dayOf(Date.parse(fact.until), zone);
	const from = timeText(app, fact.from, site);
	const period = sameDay
		? m.check_period_recording({ from, until: clockText(app, fact.until, site) })
		: m.check_period_recording_days({ from, until: timeText(app, fact.until, site) });
	return clocksChange(fact.from, fact.until, zone) ? m.check_clocks_changed({ period }) : period;
}

/** The time of an incident in the footage, and its day where the period crosses midnight: "14:32", "gestern". Reactive. */
export function footageWords(
	app: Dienstbuch,
	check: CheckView,
	{ fact }: MessageView
): { clock: string; day: string | undefined } {
	const instant = fact.footageAt;
	if (instant === undefined) return { clock: '', day: undefined };
	return {
		clock: clockText(app, instant, check.site),
		day: severalDays(app, check) ? dayText(app, instant, check.site) : undefined
	};
}

function severalDays(app: Dienstbuch, check: CheckView): boolean {
	return footageDays(check, app.clock.now, app.directory.timeZoneOf(check.site)).length > 1;
}

/** "4 Vorkommnisse" */
export function incidentsText(count: number): string {
	if (count === 0) return m.check_incidents_none();
	return count === 1 ? m.check_incidents_one() : m.check_incidents({ count: countText(count) });
}

/** "eingegeben von B für A" where another than the starter has filed it; undefined while it runs. */
export function filedByText({ startedBy, filed }: CheckView): string | undefined {
	if (!filed) return undefined;
	return filed.author.id === startedBy.id
		? m.check_filed_by({ name: filed.author.name })
		: m.check_filed_for({ name: filed.author.name, starter: startedBy.name });
}

/** Days (`yyyy-mm-dd`) of a site's footage to choose from: "gestern", "heute". Reactive. */
export function dayChoices(
	app: Dienstbuch,
	site: string,
	days: readonly string[]
): { value: string; label: string }[] {
	const zone = app.directory.timeZoneOf(site);
	return days.map((day) => {
		const noon = instantOfTyped({ day, clock: '12:00' }, zone);
		return { value: day, label: noon === undefined ? day : dayText(app, noon, site) };
	});
}

/** A summary made of the incidents, the earliest first, as a proposal: "22:14 Huber, Sabine: Weitere Person eingelassen". Reactive. */
export function suggestedSummary(
	app: Dienstbuch,
	check: CheckView,
	incidents: readonly MessageView[]
): string {
	const inTime = incidents.toSorted((a, b) => (whenSeen(a) < whenSeen(b) ? -1 : 1));
	const lines = inTime.map((incident) => {
		const at = whenSeen(incident);
		const when = severalDays(app, check) ? logTime(app, at, check.site) : clockText(app, at, check.site);
		const text = incident.fact.text.replace(/\s+/g, ' ').trim();
		const name = personText(incident.contact, IN_LOG);
		return m.check_enter_suggested({ clock: when, name, text }, IN_LOG);
	});
	const fitting = lines.filter((_, at) => lines.slice(0, at + 1).join('\n').length <= MOST_SUGGESTED);
	const more = lines.length - fitting.length;
	if (more > 0) fitting.push(m.check_enter_suggested_more({ count: more }, IN_LOG));
	return fitting.join('\n');
}

/** Longer than this no summary is proposed, in characters. */
const MOST_SUGGESTED = 2000;

function whenSeen({ fact }: MessageView): string {
	return fact.footageAt ?? fact.at;
}
