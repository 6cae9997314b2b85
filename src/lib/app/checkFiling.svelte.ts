import type { FieldProblem } from '../domain/commands/result.ts';
import type { CheckFiledFact } from '../domain/facts/cameraCheck.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import { enterCheck, enterCheckAtOnce, incidentsOf } from './checks.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** Begins the keys of the drafts of summaries; the id of the check follows. */
const SUMMARY_DRAFT = 'check-summary:';

/** "Kamerakontrolle eingeben": the summary while it is written, kept as a draft (S11b). */
export class CheckFiling {
	readonly #app: Dienstbuch;
	readonly #check: () => CheckView;
	#summary = $state('');
	#problem = $state.raw<FieldProblem>();
	#busy = $state(false);

	constructor(app: Dienstbuch, check: () => CheckView) {
		this.#app = app;
		this.#check = check;
		void app.drafts.find(this.#key).then((found) => {
			if (found && this.#summary === '') this.#summary = found.draft.text;
		});
	}

	get summary(): string {
		return this.#summary;
	}

	set summary(summary: string) {
		this.#summary = summary;
		this.#problem = undefined;
		if (summary.trim() === '') void this.#app.drafts.discard(this.#key);
		else this.#app.drafts.keep(this.#key, { id: this.#check().id, text: summary, forInformation: true });
	}

	/** What is wrong with the summary, once somebody tried to save. */
	get problem(): FieldProblem | undefined {
		return this.#problem;
	}

	/** True while it is being saved. */
	get busy(): boolean {
		return this.#busy;
	}

	/** How many incidents the check has, withdrawn ones left out. */
	get incidents(): number {
		return incidentsOf(this.#app, this.#check().id).filter(({ state }) => state !== 'withdrawn').length;
	}

	/** "Eingabe speichern". @returns the filing, or undefined where the summary is missing @throws StorageFull */
	save(): Promise<CheckFiledFact | undefined> {
		return this.#file(this.incidents > 0 ? 'incidents' : 'none', false);
	}

	/**
	 * "ohne Vorkommnisse", "irrtümlich gestartet": files at one tap; `app.takeBack` undoes it for five seconds.
	 * @throws StorageFull
	 */
	saveAtOnce(outcome: 'none' | 'mistake'): Promise<CheckFiledFact | undefined> {
		return this.#file(outcome, true);
	}

	async #file(outcome: CheckFiledFact['outcome'], atOnce: boolean): Promise<CheckFiledFact | undefined> {
		if (this.#busy) return undefined;
		this.#busy = true;
		try {
			const file = atOnce ? enterCheckAtOnce : enterCheck;
			const result = await file(this.#app, this.#check().id, { outcome, summary: this.#summary });
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

	get #key(): string {
		return SUMMARY_DRAFT + this.#check().id;
	}
}
