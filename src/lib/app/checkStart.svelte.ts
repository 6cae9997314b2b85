import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { periodProblems, startCheck, type CheckInput } from '../domain/commands/cameraCheck.ts';
import type { FieldProblem, Result } from '../domain/commands/result.ts';
import type { CheckStartedFact } from '../domain/facts/cameraCheck.ts';
import type { Assignee } from '../domain/facts/fields.ts';
import { dutyDay, MIDNIGHT } from '../domain/time/dutyDay.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import { isMistake } from '../domain/views/checkStanding.ts';
import { beginCheck } from './checkCommands.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { addDays, dayOf } from '../domain/time/zone.ts';
import { clocksChange, instantOfTyped, twiceOf, typedTimeOf, type TypedTime } from './footage.ts';
import { UntilDone } from './untilDone.ts';

/** Footage older than this is gone as a rule (DSG § 13 (3) keeps it for 72 hours), ms. */
const FOOTAGE_KEPT = 72 * 3_600_000;
/** How many days back can be chosen: where footage is kept for longer, there is a reason for it. */
const DAYS_OFFERED = 31;
const NO_TIME: TypedTime = { day: '', clock: '' };

/** "Kamerakontrolle starten": what somebody chooses before a check begins (DESIGN § 7.6). */
export class CheckStart {
	mode = $state<'live' | 'recording'>('live');
	assignee = $state.raw<Assignee>();
	reason = $state('');
	readonly #app: Dienstbuch;
	#site = $state('');
	#from = $state.raw<TypedTime>(NO_TIME);
	#until = $state.raw<TypedTime>(NO_TIME);
	/** The instants that were put in, ms since 1970, UTC: in the hour that comes twice in autumn a clock alone does not tell them */
	#near = $state.raw<{ readonly from?: number | undefined; readonly until?: number | undefined }>({});
	readonly #typed = new SvelteSet<string>();
	#continued = $state(false);
	readonly #saving = new UntilDone(() => this.#start());
	readonly #shown = new SvelteMap<string, FieldProblem>();

	/** @param wanted the studio to begin with, where an address names one */
	constructor(app: Dienstbuch, wanted?: string) {
		this.#app = app;
		const here = [wanted, app.duty.current?.fact.site, app.identity?.site.id];
		this.site = here.find((id) => app.directory.studios.some((studio) => studio.id === id)) ?? '';
	}

	/** The studio's id; '' while none is chosen. The period follows it until somebody has typed one. */
	get site(): string {
		return this.#site;
	}

	set site(site: string) {
		this.#site = site;
		// Whoever was to see to it was chosen for the other studio.
		this.assignee = undefined;
		if (this.#typed.size === 0) this.#presetPeriod();
	}

	/** Beginning of the recording on the studio's clock. */
	get from(): TypedTime {
		return this.#from;
	}

	set from(from: TypedTime) {
		this.#typed.add('from');
		this.#continued = false;
		this.#from = from;
	}

	/** True where the period begins at the end of the last recording that was looked through. */
	get continued(): boolean {
		return this.#continued;
	}

	/** End of the recording on the studio's clock. */
	get until(): TypedTime {
		return this.#until;
	}

	set until(until: TypedTime) {
		this.#typed.add('until');
		this.#until = until;
	}

	/** The days (`yyyy-mm-dd`, the latest first) that the recording can be from. */
	get days(): string[] {
		const today = dayOf(this.#app.clock.now, this.#zone);
		return Array.from({ length: DAYS_OFFERED }, (_, back) => addDays(today, -back));
	}

	/** True where the clocks change within the recording: an hour of it comes twice, or not at all. */
	get clocksChange(): boolean {
		const { from, until } = this.#period;
		return from !== undefined && until !== undefined && clocksChange(from, until, this.#zone);
	}

	/** Where the typed end of the period comes twice, in autumn: true where the second one is meant. */
	second(end: 'from' | 'until'): boolean | undefined {
		return this.#twice(end)?.second;
	}

	/** Of a time that comes twice, it was the other one. */
	takeOther(end: 'from' | 'until'): void {
		const twice = this.#twice(end);
		if (!twice) return;
		this.#typed.add(end);
		this.#near = { ...this.#near, [end]: twice.other };
		this.mended(end);
	}

	/**
	 * The problem to show at a field: what is missing only once somebody tried to start, until the field is changed; a period that cannot be
	 * as soon as it is typed.
	 */
	problem(field: string): FieldProblem | undefined {
		const typed = this.#typed.has(field) ? periodProblems(this.#period, this.#app.clock.now) : [];
		const wrong = typed.find((problem) => problem.field === field && problem.problem !== 'missing');
		return wrong ?? this.#shown.get(field);
	}

	/** The person has changed a field: what was wrong with it is no longer said. */
	mended(field: string): void {
		this.#shown.delete(field);
	}

	/** Starts the check once, however often it is called, or shows at each field what is missing. @throws StorageFull */
	start(): Promise<Result<CheckStartedFact>> {
		return this.#saving.run();
	}

	/** Shows at each field what is missing. @returns true where nothing is */
	check(): boolean {
		return this.#show(startCheck(this.#app.duty.writer, this.#input)).ok;
	}

	async #start(): Promise<Result<CheckStartedFact>> {
		return this.#show(await beginCheck(this.#app, this.#input));
	}

	#show(result: Result<CheckStartedFact>): Result<CheckStartedFact> {
		this.#shown.clear();
		if (!result.ok) for (const problem of result.problems) this.#shown.set(problem.field, problem);
		return result;
	}

	get #input(): CheckInput {
		return { site: this.#site, ...this.#period, assignee: this.assignee, reason: this.reason };
	}

	get #zone(): string {
		return this.#app.directory.timeZoneOf(this.#site);
	}

	/** The period as typed, as instants. */
	get #period(): Pick<CheckInput, 'mode' | 'from' | 'until'> {
		return {
			mode: this.mode,
			from: instantOfTyped(this.#from, this.#zone, { near: this.#near.from }),
			until: instantOfTyped(this.#until, this.#zone, { near: this.#near.until })
		};
	}

	#twice(end: 'from' | 'until'): ReturnType<typeof twiceOf> {
		return twiceOf(this[end], this.#zone, { near: this.#near[end] });
	}

	/** The end of the last recording that was looked through, where there is footage of that time still. */
	#continuedFrom(now: number): string | undefined {
		const until = lastRecording(this.#app, this.#site)?.fact.until;
		return until !== undefined && Date.parse(until) > now - FOOTAGE_KEPT ? until : undefined;
	}

	/** From where the last recording that was looked through ends, else from the Tageswechsel, until now. */
	#presetPeriod(): void {
		const { clock, directory } = this.#app;
		const zone = directory.timeZoneOf(this.#site);
		const studio = directory.sites.find(({ id }) => id === this.#site);
		const now = clock.exact();
		const last = this.#continuedFrom(now);
		const dayChange = { day: dutyDay(now, studio, zone), clock: studio?.dayChange ?? MIDNIGHT };
		const begins = last ?? instantOfTyped(dayChange, zone);
		const from = begins === undefined ? undefined : Date.parse(begins);
		this.#continued = last !== undefined;
		this.#from = from === undefined ? NO_TIME : typedTimeOf(from, zone);
		this.#until = typedTimeOf(now, zone);
		this.#near = { from, until: now };
	}
}

/** The latest filed check of a studio from a recording: where the next one takes up (DESIGN § 7.6). */
function lastRecording(app: Dienstbuch, site: string): CheckView | undefined {
	return app.log.checks.find(
		(check) => check.site === site && check.filed && !isMistake(check) && check.fact.until
	);
}
