/** Words for how camera checks stand: "bis 00:00, noch 1 Std. 20 Min.". */
import { dayOf } from '../domain/time/zone.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import { isMistake } from '../domain/views/checkStanding.ts';
import * as m from '../paraglide/messages.js';
import type { CheckAtHand } from './checkStandings.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { clockText, countText, timeText } from './wording.ts';

const MINUTE = 60_000;

/** A state in words, and how it is to look. */
export interface StandingWords {
	readonly label: string;
	readonly tone: 'neutral' | 'ok' | 'due' | 'problem';
}

function leftText(left: number): string {
	const minutes = Math.floor(left / MINUTE);
	if (minutes === 0) return m.check_left_none();
	if (minutes < 60) return m.check_left_minutes({ minutes });
	return m.check_left_hours({ hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** How a check stands: until when it is to be filed, since when it is overdue, or what it came to. Reactive. */
export function standingWords(app: Dienstbuch, { check, deadline, standing }: CheckAtHand): StandingWords {
	const at = new Date(deadline.at).toISOString();
	switch (standing.state) {
		case 'running':
		case 'due': {
			const clock = clockText(app, at, check.site);
			const label = m.check_until({ clock, left: leftText(standing.left) });
			return { label, tone: standing.state === 'due' ? 'due' : 'neutral' };
		}
		case 'overdue': {
			const time = timeText(app, at, check.site);
			const label = deadline.next ? m.check_overdue_next({ time }) : m.check_overdue({ time });
			return { label, tone: 'problem' };
		}
		case 'filedLate':
			return { label: isMistake(check) ? m.check_mistake_late() : m.check_filed_late(), tone: 'due' };
		case 'filed':
			return isMistake(check)
				? { label: m.check_mistake(), tone: 'neutral' }
				: { label: m.check_filed(), tone: 'ok' };
	}
}

/** "Anna Huber kontrolliert Linz Urfahr seit 22:10 auch": two began without knowing of each other. Reactive. */
export function otherText(app: Dienstbuch, other: CheckView): string {
	return m.check_other_too({
		name: spoken(other.startedBy.name),
		site: app.directory.siteName(other.site),
		time: sinceText(app, other.fact.at, other.site)
	});
}

/** "In Linz Urfahr sind noch 2 Kontrollen offen" */
export function openThereTitle(app: Dienstbuch, site: string, count: number): string {
	const name = app.directory.siteName(site);
	return count > 1
		? m.check_ask_title_count({ site: name, count: countText(count) })
		: m.check_ask_title({ site: name });
}

/** "Eva Leitner hat die Kontrolle eingegeben": said to who is at a check that was just filed. Reactive. */
export function filedMeanwhileText(app: Dienstbuch, { filed }: CheckView): string {
	if (!filed || filed.author.id === app.duty.current?.author.id) return m.check_filed_meanwhile_own();
	return m.check_filed_meanwhile({ name: spoken(filed.author.name) });
}

/** What else is to be said of an open check: others of the same studio, and a device that is silent. Reactive. */
export function checkNotes(app: Dienstbuch, { check, others, silentSince }: CheckAtHand): string[] {
	const notes = others.map((other) => otherText(app, other));
	if (silentSince !== undefined) {
		notes.push(m.check_silent({ time: sinceText(app, silentSince, check.site) }));
	}
	return notes;
}

/** "22:10", with the day where it is another than today. */
function sinceText(app: Dienstbuch, instant: string, site: string): string {
	const zone = app.directory.timeZoneOf(site);
	const today = dayOf(Date.parse(instant), zone) === dayOf(app.clock.now, zone);
	return today ? clockText(app, instant, site) : timeText(app, instant, site);
}

/** A name as one says it; facts keep it as lists show it: "Huber, Anna". */
function spoken(name: string): string {
	return name.split(', ').reverse().join(' ');
}
