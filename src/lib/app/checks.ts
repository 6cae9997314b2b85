/** Camera checks as every screen needs them: which run here, and what was found. */
import type { Subject } from '../domain/fold.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import type { MessageView } from '../domain/views/message.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** The camera check that runs on this device; undefined where none does. Reactive. */
export function runningCheck(app: Dienstbuch): CheckView | undefined {
	const device = app.identity?.device;
	return app.log.checks.find((check) => check.state === 'running' && check.fact.device === device);
}

/** The checks that nobody has filed, newest first; those of one studio where it is named. Reactive. */
export function openChecks(app: Dienstbuch, site?: string): CheckView[] {
	return app.log.checks.filter(
		(check) => check.state === 'running' && (site === undefined || check.site === site)
	);
}

/** The open checks that a person started, on whatever device: what a CheckOut would leave behind (DESIGN § 7.6). Reactive. */
export function openChecksOf(app: Dienstbuch, staff: string): CheckView[] {
	return openChecks(app).filter(({ startedBy }) => startedBy.id === staff);
}

/** The incidents of a check, newest first; withdrawn ones are among them. Reactive. */
export function incidentsOf(app: Dienstbuch, check: string): MessageView[] {
	return app.log.messagesOfCheck(check, app.clock.now);
}

/** How many incidents a check has, withdrawn ones left out. Reactive. */
export function countIncidents(app: Dienstbuch, check: string): number {
	return incidentsOf(app, check).filter(({ state }) => state !== 'withdrawn').length;
}

/** The folded check, under any id that it had. @throws Error where there is none */
export function checkSubject(app: Dienstbuch, check: string): Subject {
	const subject = app.log.subject(app.currentId(check));
	if (!subject) throw new Error(`no such check: ${check}`);
	return subject;
}

/** Where a check is filed: its screen, with the filing open. */
export function filingHref(check: CheckView): string {
	return `/checks/${encodeURIComponent(check.id)}?${FILE}`;
}

/** True where an address asks for the filing of its check to be open. */
export function asksToFile(query: URLSearchParams): boolean {
	return query.has(FILE);
}

/** In the address of a check: its filing is open. */
const FILE = 'file';
