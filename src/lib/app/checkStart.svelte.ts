import { SvelteMap } from 'svelte/reactivity';
import type { FieldProblem, Result } from '../domain/commands/result.ts';
import type { CheckStartedFact } from '../domain/facts/cameraCheck.ts';
import type { Assignee } from '../domain/facts/fields.ts';
import { dutyDay } from '../domain/time/dutyDay.ts';
import { beginCheck, lastFiledRecording } from './checks.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { addDays, dayOf } from '../domain/time/zone.ts';
import { instantOfTyped, typedTimeOf, type TypedTime } from './footage.ts';

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
	#periodTyped = false;
	#continued = $state(false);
	#saving: Promise<Result<CheckStartedFact>> | undefined;
	readonly #shown = new SvelteMap<string, FieldProblem>();

	constructor(app: Dienstbuch) {
		this.#app = app;
		const here = [app.duty.current?.fact.site, app.identity?.site.id];
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
		if (!this.#periodTyped) this.#presetPeriod();
	}

	/** Beginning of the recording on the studio's clock. */
	get from(): TypedTime {
		return this.#from;
	}

	set from(from: TypedTime) {
		this.#periodTyped = true;
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
		this.#periodTyped = true;
		this.#until = until;
	}

	/** The days (`yyyy-mm-dd`, the latest first) that the recording can be from. */
	get days(): string[] {
		const today = dayOf(this.#app.clock.now, this.#app.directory.timeZoneOf(this.#site));
		return Array.from({ length: DAYS_OFFERED }, (_, back) => addDays(today, -back));
	}

	/** The problem to show at a field: only once somebody tried to start, and until the field is changed. */
	problem(field: string): FieldProblem | undefined {
		return this.#shown.get(field);
	}

	/** The person has changed a field: what was wrong with it is no longer said. */
	mended(field: string): void {
		this.#shown.delete(field);
	}

	/** Starts the check once, however often it is called, or shows at each field what is missing. @throws StorageFull */
	start(): Promise<Result<CheckStartedFact>> {
		if (this.#saving) return this.#saving;
		const saving = this.#start();
		const again = (): void => void (this.#saving = undefined);
		this.#saving = saving;
		void saving.then(({ ok }) => ok || again(), again);
		return saving;
	}

	async #start(): Promise<Result<CheckStartedFact>> {
		this.#shown.clear();
		const zone = this.#app.directory.timeZoneOf(this.#site);
		const result = await beginCheck(this.#app, {
			site: this.#site,
			mode: this.mode,
			from: instantOfTyped(this.#from, zone),
			until: instantOfTyped(this.#until, zone),
			assignee: this.assignee,
			reason: this.reason
		});
		if (!result.ok) for (const problem of result.problems) this.#shown.set(problem.field, problem);
		return result;
	}

	/** The end of the last recording that was looked through, where there is footage of that time still. */
	#continuedFrom(now: number): string | undefined {
		const until = lastFiledRecording(this.#app, this.#site)?.fact.until;
		return until !== undefined && Date.parse(until) > now - FOOTAGE_KEPT ? until : undefined;
	}

	/** From where the last recording that was looked through ends, else from the Tageswechsel, until now. */
	#presetPeriod(): void {
		const { clock, directory } = this.#app;
		const zone = directory.timeZoneOf(this.#site);
		const studio = directory.sites.find(({ id }) => id === this.#site);
		const now = clock.exact();
		const last = this.#continuedFrom(now);
		const dayChange = { day: dutyDay(now, studio, zone), clock: studio?.dayChange ?? '00:00' };
		const begins = last ?? instantOfTyped(dayChange, zone);
		this.#continued = last !== undefined;
		this.#from = begins === undefined ? NO_TIME : typedTimeOf(Date.parse(begins), zone);
		this.#until = typedTimeOf(now, zone);
	}
}
