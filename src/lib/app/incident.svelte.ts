import { SvelteMap } from 'svelte/reactivity';
import { problemsOfMessage, type MessageInput } from '../domain/commands/logMessage.ts';
import { refused, type FieldProblem, type Result } from '../domain/commands/result.ts';
import type { HouseRule, QuickReason } from '../domain/directory.ts';
import type { Named, Person } from '../domain/facts/fields.ts';
import type { MessageFact } from '../domain/facts/message.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import { INCIDENT_DRAFT, incidentKey, isBlankIncident } from './checkDrafts.ts';
import { incidentsOf } from './checks.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { newDraftId, type MessageDraft } from './drafts.svelte.ts';
import { footageDays, instantOfTyped, outsideFootage, twiceOf, typedTimeOf, type Meant } from './footage.ts';
import { saveMessage } from './messages.ts';
import { HeldPictures } from './pictures/heldPictures.svelte.ts';
import { presetReason } from './pictures/presetReason.ts';
import { UntilDone } from './untilDone.ts';

/** An incident of a running camera check while somebody writes it down, kept as a draft with every change (DESIGN § 7.6). */
export class IncidentForm {
	contact = $state.raw<Person>() as Person;
	text = $state('');
	rule = $state.raw<Named>();
	/** nur zur Kenntnis: so it is unless somebody makes it a task */
	forInformation = $state(true);
	/** Day and clock of the footage at the studio, as typed */
	day = $state('');
	clock = $state('');
	readonly pictures: HeldPictures;
	readonly #app: Dienstbuch;
	readonly #check: () => CheckView;
	#id: string;
	/** The instant that was put in last, ms since 1970, UTC: in the hour that comes twice in autumn a clock alone does not tell it */
	#near = $state<number>();
	/** The instant of "jetzt", ms since 1970, UTC */
	#now: number | undefined;
	/** What a quick reason put into the text: the next one may replace it */
	#filled = '';
	readonly #saving = new UntilDone(() => this.#save());
	readonly #shown = new SvelteMap<string, FieldProblem>();

	/** @param check the check as it stands; its id changes where the clock was wrong (rule C2) */
	constructor(app: Dienstbuch, check: () => CheckView, contact: Person) {
		this.#app = app;
		this.#check = check;
		this.#id = newDraftId((length) => app.random(length));
		this.contact = contact;
		this.pictures = new HeldPictures(
			app,
			() => this.#id,
			() => presetReason('camera')
		);
		this.takeLast();
	}

	/** Goes on with a draft. */
	static resumed(app: Dienstbuch, check: () => CheckView, draft: MessageDraft): IncidentForm {
		const form = new IncidentForm(app, check, draft.contact ?? { kind: 'unknown', name: '' });
		form.#id = draft.id;
		form.text = draft.text;
		form.#filled = app.directory.quickReasons.some(({ text }) => text === draft.text) ? draft.text : '';
		form.rule = draft.rule;
		form.forInformation = draft.forInformation;
		form.day = draft.footageDay ?? form.day;
		form.clock = draft.footageClock ?? form.clock;
		form.#near = draft.footageNear ?? form.#near;
		form.pictures.resume(draft);
		return form;
	}

	/** Names its draft. */
	get id(): string {
		return this.#id;
	}

	/** Who sees to what is found in this check. */
	get assignee(): CheckView['assignee'] {
		return this.#check().assignee;
	}

	/** The studio's id. */
	get site(): string {
		return this.#check().site;
	}

	get live(): boolean {
		return this.#check().fact.mode === 'live';
	}

	/** The days that the footage can be from, earliest first. */
	get days(): string[] {
		return footageDays(this.#check(), this.#app.clock.now, this.#zone);
	}

	/** True where the typed time is not in the period of the recording: said, never refused. */
	get outside(): boolean {
		const instant = this.footageAt;
		return instant !== undefined && outsideFootage(this.#check(), instant);
	}

	/** True where nothing was written yet: closing loses nothing. */
	get untouched(): boolean {
		return isBlankIncident(this.draft);
	}

	/** The time of what was logged last in this check (UTC); undefined where nothing was. */
	get lastFootageAt(): string | undefined {
		return incidentsOf(this.#app, this.#check().id).find((view) => view.fact.footageAt)?.fact.footageAt;
	}

	/** The time of the footage (ISO 8601, UTC); undefined where none is typed. */
	get footageAt(): string | undefined {
		return instantOfTyped(this, this.#zone, this.#meant);
	}

	/** Where the typed time comes twice, in autumn: true where the second one is meant. */
	get second(): boolean | undefined {
		return twiceOf(this, this.#zone, this.#meant)?.second;
	}

	/** Of a time that comes twice, it was the other one. */
	takeOther(): void {
		this.#near = twiceOf(this, this.#zone, this.#meant)?.other ?? this.#near;
	}

	/** "wie zuletzt": the time of the last incident, else the beginning of the recording; in a live check the present. */
	takeLast(): void {
		const from = this.lastFootageAt ?? this.#check().fact.from;
		if (this.live || from === undefined) this.takeNow();
		else this.#setTime(Date.parse(from));
	}

	/** "jetzt" */
	takeNow(): void {
		this.#setTime(this.#app.clock.exact());
		this.#now = this.#near;
	}

	/** A quick reason fills the text, and names the rule that was broken. What somebody typed stays before it. */
	takeReason(reason: QuickReason): void {
		const added = !this.#replaceable;
		this.#fill(reason.text);
		const rule = this.#app.directory.houseRules.find(({ id }) => id === reason.rule);
		if (rule) this.rule = { id: rule.id, name: rule.title };
		else if (!added) this.rule = undefined;
	}

	/** True where the text says this quick reason. */
	says({ text }: QuickReason): boolean {
		return this.text.includes(text);
	}

	/** Takes a quick reason out of the text again, with its rule. */
	dropReason(reason: QuickReason): void {
		this.text = this.text.replace(reason.text, '').replace(/ {2,}/g, ' ').trim();
		if (reason.rule !== undefined && this.rule?.id === reason.rule) this.rule = undefined;
	}

	/** "andere Regel …": names the rule; it is the text too where there is none, so that it can be saved as it is. */
	takeRule(rule: HouseRule, words: string): void {
		if (this.#replaceable) this.#fill(words);
		this.rule = { id: rule.id, name: rule.title };
	}

	/** The problem to show at a field: only once somebody tried to save, and until it is mended. */
	problem(field: string): FieldProblem | undefined {
		const shown = this.#shown.get(field);
		return shown && this.problems.find((problem) => problem.field === field);
	}

	/** Every field that keeps the incident from being saved, in the order of the form. */
	get problems(): FieldProblem[] {
		const others = problemsOfMessage(this.input, this.#app.clock.exact());
		const mine = [...others, ...this.pictures.problems];
		return this.footageAt === undefined ? [{ field: 'footageAt', problem: 'missing' }, ...mine] : mine;
	}

	/** What the command gets. */
	get input(): MessageInput {
		const { id, site, assignee } = this.#check();
		return {
			kind: 'camera',
			check: id,
			site,
			assignee,
			forInformation: this.forInformation,
			contact: this.contact,
			text: this.text,
			rule: this.rule,
			footageAt: this.footageAt,
			draft: this.#id
		};
	}

	/** The form as a draft. */
	get draft(): MessageDraft {
		return {
			id: this.#id,
			kind: 'camera',
			contact: this.contact,
			text: this.text,
			rule: this.rule,
			forInformation: this.forInformation,
			footageDay: this.day,
			footageClock: this.clock,
			footageNear: this.#near,
			...this.pictures.draft
		};
	}

	/** The key of its draft: two windows in one check write incidents of their own. */
	get key(): string {
		return incidentKey(INCIDENT_DRAFT, this.#check().id, this.#id);
	}

	/** Keeps the draft as it stands. To be called after each change; while it is being saved, and after, it does nothing. */
	keep(): void {
		if (!this.#saving.begun) this.#app.drafts.keep(this.key, this.draft);
	}

	/** Drops the draft. */
	discard(): Promise<void> {
		return this.#app.drafts.discard(this.key);
	}

	/**
	 * Saves once, however often it is called, or shows at each field what is missing.
	 * @throws StorageFull: nothing was written, the draft is kept, and it can be tried again
	 */
	save(): Promise<Result<MessageFact>> {
		return this.#saving.run();
	}

	async #save(): Promise<Result<MessageFact>> {
		await this.pictures.settled();
		this.#shown.clear();
		const { problems } = this;
		for (const problem of problems) this.#shown.set(problem.field, problem);
		return problems.length > 0
			? refused(problems)
			: saveMessage(this.#app, this.input, this.key, {
					pictures: this.pictures.attached,
					byClock: this.#byClock ? ['footageAt'] : undefined
				});
	}

	get #zone(): string {
		return this.#app.directory.timeZoneOf(this.#check().site);
	}

	get #meant(): Meant {
		const { from, until } = this.#check().fact;
		return { near: this.#near, from, until };
	}

	/** True where the time is that of "jetzt", as it was put in. */
	get #byClock(): boolean {
		if (this.#now === undefined || this.#now !== this.#near) return false;
		const { day, clock } = typedTimeOf(this.#now, this.#zone);
		return this.day === day && this.clock === clock;
	}

	#setTime(instant: number): void {
		const { day, clock } = typedTimeOf(instant, this.#zone);
		this.day = day;
		this.clock = clock;
		this.#near = instant;
	}

	/** True where the text holds nothing that somebody typed. */
	get #replaceable(): boolean {
		return this.text.trim() === '' || this.text === this.#filled;
	}

	#fill(words: string): void {
		const typed = this.#replaceable ? '' : this.text.trim();
		if (typed.endsWith(words)) return;
		this.#filled = typed === '' ? words : '';
		this.text = typed === '' ? words : `${typed} ${words}`;
	}
}
