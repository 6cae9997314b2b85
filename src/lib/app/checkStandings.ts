/** By when camera checks are to be filed, and how they stand (S11b, DESIGN § 7.6). */
import { nextDayChange } from '../domain/time/dutyDay.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import {
	deadlineOf,
	nextChecks,
	standingOf,
	type CheckDeadline,
	type CheckStanding
} from '../domain/views/checkStanding.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** So long without a fact from its device, a check that runs there is said to be out of reach, ms. */
const SILENT_AFTER = 60 * 60_000;

/** A camera check with all that depends on the time and on the others of its studio. */
export interface CheckAtHand {
	readonly check: CheckView;
	readonly deadline: CheckDeadline;
	readonly standing: CheckStanding;
	/** Open checks of the same studio besides it: two devices began without knowing of each other, or somebody began all the same */
	readonly others: readonly CheckView[];
	/** Since when nothing came from the device on which it runs (ISO 8601, UTC); undefined where that is not long, or it is this one */
	readonly silentSince: string | undefined;
}

/** The Tageswechsel that ends the day of a check; asked for so often that it is worth keeping, the time zone's arithmetic is slow. */
const dayChanges = new Map<string, number>();

function dayChangeOf(app: Dienstbuch, { site, fact }: CheckView): number {
	const studio = app.directory.siteOf(site);
	const zone = app.directory.timeZoneOf(site);
	const key = [fact._id, studio?.dayChange, studio?.earlierDayChanges?.at(-1)?.until, zone].join(' ');
	const known = dayChanges.get(key);
	if (known !== undefined) return known;
	const change = nextDayChange(Date.parse(fact.at), studio, zone);
	dayChanges.set(key, change);
	return change;
}

function silentSince(app: Dienstbuch, { state, fact }: CheckView): string | undefined {
	if (state !== 'running' || fact.device === app.identity?.device) return undefined;
	const heard = app.log.heardFrom(fact.device);
	const silent = heard !== undefined && app.clock.now - heard > SILENT_AFTER;
	return silent ? new Date(heard).toISOString() : undefined;
}

/** All camera checks as they stand, newest first. Reactive. */
export function checksAtHand(app: Dienstbuch): CheckAtHand[] {
	const { checks } = app.log;
	const next = nextChecks(checks);
	const open = checks.filter(({ state }) => state === 'running');
	return checks.map((check) => atHand(app, check, next.get(check.id), open));
}

/** The checks that nobody has filed: what is to be done soonest first. Reactive. */
export function openChecksAtHand(app: Dienstbuch): CheckAtHand[] {
	const { checks } = app.log;
	const open = checks.filter(({ state }) => state === 'running');
	if (open.length === 0) return [];
	const next = nextChecks(checks);
	return open
		.map((check) => atHand(app, check, next.get(check.id), open))
		.sort((a, b) => a.deadline.at - b.deadline.at);
}

/** One check as it stands. Reactive. */
export function checkAtHand(app: Dienstbuch, check: CheckView): CheckAtHand {
	const { checks } = app.log;
	const open = checks.filter(({ state }) => state === 'running');
	return atHand(app, check, nextChecks(checks).get(check.id), open);
}

function atHand(
	app: Dienstbuch,
	check: CheckView,
	next: CheckView | undefined,
	open: readonly CheckView[]
): CheckAtHand {
	const deadline = deadlineOf(dayChangeOf(app, check), next);
	const running = check.state === 'running';
	return {
		check,
		deadline,
		standing: standingOf(check, deadline, app.clock.now),
		others: running ? open.filter(({ id, site }) => site === check.site && id !== check.id) : [],
		silentSince: silentSince(app, check)
	};
}
