import { SvelteMap } from 'svelte/reactivity';
import type { FieldProblem } from '../domain/commands/result.ts';
import type { Assignee } from '../domain/facts/fields.ts';
import type { CheckFiledFact } from '../domain/facts/cameraCheck.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import type { MessageView } from '../domain/views/message.ts';
import { enterCheck, type Filed } from './checkCommands.ts';
import { draftsOfCheck } from './checkDrafts.ts';
import { incidentsOf } from './checks.ts';
import { checkAtHand } from './checkStandings.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { looseMessages } from './looseMessages.ts';

/** Begins the keys of the drafts of filings; the id of the check follows. */
const SUMMARY_DRAFT = 'check-summary:';

/** "Kamerakontrolle eingeben" while it is written, kept as a draft with every change (S11b). */
export class CheckFiling {
	readonly #app: Dienstbuch;
	readonly #check: () => CheckView;
	#summary = $state('');
	#persons = $state('');
	#task = $state(false);
	/** Null where it was cleared: nobody is pre-chosen silently (S9) */
	#assignee = $state.raw<Assignee | null>();
	/**
	 * What somebody chose for a message: true where it is ticked. It holds whatever another device does with the message meanwhile; for the
	 * others, ticked are the check's own
	 */
	readonly #chosen = new SvelteMap<string, boolean>();
	#problem = $state.raw<FieldProblem>();
	#busy = $state(false);
	#touched = false;

	constructor(app: Dienstbuch, check: () => CheckView) {
		this.#app = app;
		this.#check = check;
		void this.#restore();
	}

	get summary(): string {
		return this.#summary;
	}

	set summary(summary: string) {
		this.#summary = summary;
		this.#changedField('summary');
	}

	/** How many persons were seen in the footage, as typed; '' where nobody counted. */
	get persons(): string {
		return this.#persons;
	}

	set persons(persons: string) {
		this.#persons = persons;
		this.#changedField('persons');
	}

	/** True where something is to do: the check leaves a task. */
	get task(): boolean {
		return this.#task;
	}

	set task(task: boolean) {
		this.#task = task;
		this.#changedField('task');
	}

	/** Who sees to it; at first whoever was chosen when the check was started, null where that was cleared. */
	get assignee(): Assignee | null {
		return this.#assignee === undefined ? this.#check().assignee : this.#assignee;
	}

	set assignee(assignee: Assignee | null) {
		this.#assignee = assignee;
		this.#changedField('assignee');
	}

	/** The messages of this check, newest first, withdrawn ones left out. */
	get own(): MessageView[] {
		return incidentsOf(this.#app, this.#check().id).filter(({ state }) => state !== 'withdrawn');
	}

	/** Those that could belong to it and to no other check yet, newest first. */
	get loose(): MessageView[] {
		return looseMessages(this.#app, this.#check().site);
	}

	/** The messages that will belong to it: what is ticked, newest first. */
	get ticked(): MessageView[] {
		return [...this.own, ...this.loose]
			.filter((message) => this.isTicked(message))
			.sort((a, b) => (a.id < b.id ? 1 : -1));
	}

	isTicked({ id, check }: MessageView): boolean {
		return this.#chosen.get(id) ?? check === this.#check().id;
	}

	tick(message: MessageView, ticked: boolean): void {
		if (this.isTicked(message) === ticked) return;
		this.#chosen.set(message.id, ticked);
		this.#changedField('messages');
	}

	/** What is wrong, once somebody tried to save. */
	problem(field: string): FieldProblem | undefined {
		return this.#problem?.field === field ? this.#problem : undefined;
	}

	/** True while it is being saved. */
	get busy(): boolean {
		return this.#busy;
	}

	/** How many incidents the check will have. */
	get incidents(): number {
		return this.ticked.length;
	}

	/** True where it can be filed as started by mistake: in such a check nothing was found. */
	get mistakePossible(): boolean {
		return this.own.length === 0 && this.incidents === 0;
	}

	/** True where its deadline has passed: that it was started by mistake needs a reason then. Reactive. */
	get late(): boolean {
		return this.#lateAt(this.#app.clock.now);
	}

	#lateAt(now: number): boolean {
		return checkAtHand(this.#app, this.#check()).deadline.at < now;
	}

	/** "Eingabe speichern". @returns what was written, or undefined where something is missing @throws StorageFull */
	save(): Promise<Filed | undefined> {
		return this.#file(this.incidents > 0 ? 'incidents' : 'none', false);
	}

	/**
	 * "ohne Vorkommnisse", "irrtümlich gestartet": files at one tap; `app.takeBack` undoes it for five seconds.
	 * @throws StorageFull
	 */
	saveAtOnce(outcome: 'none' | 'mistake'): Promise<Filed | undefined> {
		return this.#file(outcome, true);
	}

	/** Keeps everything as a draft again, after a filing was taken back. */
	keep(): void {
		const { id } = this.#check();
		if (this.#empty) return void this.#app.drafts.discard(this.#key);
		this.#app.drafts.keep(this.#key, {
			id,
			text: this.#summary,
			forInformation: true,
			filing: {
				persons: this.#persons,
				task: this.#task,
				assignee: this.#assignee,
				ticks: [...this.#chosen].map(([message, ticked]) => ({ message, ticked }))
			}
		});
	}

	async #file(outcome: CheckFiledFact['outcome'], atOnce: boolean): Promise<Filed | undefined> {
		if (this.#busy) return undefined;
		this.#busy = true;
		try {
			const persons = this.#persons.trim();
			const filing = {
				outcome,
				summary: this.#summary,
				persons: persons === '' ? undefined : Number(persons),
				task: this.#task ? this.assignee : undefined,
				late: this.#lateAt(this.#app.clock.exact()),
				// What was started by mistake says nothing of the messages.
				messages: outcome === 'mistake' ? undefined : new Set(this.ticked.map(({ id }) => id))
			};
			const result = await enterCheck(this.#app, this.#check().id, filing, atOnce);
			if (!result.ok) {
				this.#problem = result.problems[0];
				return undefined;
			}
			void this.#app.drafts.discard(this.#key).catch(() => undefined);
			return result.value;
		} finally {
			this.#busy = false;
		}
	}

	#changedField(field: string): void {
		this.#touched = true;
		if (this.#problem?.field === field) this.#problem = undefined;
		this.keep();
	}

	async #restore(): Promise<void> {
		const [found] = await draftsOfCheck(this.#app, SUMMARY_DRAFT, this.#check().id);
		if (!found || this.#touched) return;
		const { text, filing } = found.draft;
		this.#summary = text;
		this.#persons = filing?.persons ?? '';
		this.#task = filing?.task ?? false;
		this.#assignee = filing?.assignee;
		for (const { message, ticked } of filing?.ticks ?? []) this.#chosen.set(message, ticked);
	}

	get #empty(): boolean {
		return (
			this.#summary.trim() === '' && this.#persons.trim() === '' && !this.#task && this.#chosen.size === 0
		);
	}

	get #key(): string {
		return SUMMARY_DRAFT + this.#check().id;
	}
}
