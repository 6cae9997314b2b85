/** The demo's activity as facts, made by the same commands that people's screens call (STYLE 3). */
import {
	completeMessage,
	liftBlock,
	markTransferred,
	withdrawMessage
} from '../../src/lib/domain/commands/aboutMessage.ts';
import { fileCheck, startCheck } from '../../src/lib/domain/commands/cameraCheck.ts';
import { logMessage } from '../../src/lib/domain/commands/logMessage.ts';
import type { Result } from '../../src/lib/domain/commands/result.ts';
import type { MessageFact } from '../../src/lib/domain/facts/message.ts';
import type { Fact } from '../../src/lib/domain/facts/registry.ts';
import { foldSubject } from '../../src/lib/domain/fold.ts';
import type { DemoDirectory } from './demoDirectory.ts';
import type { DemoActivity, DemoAnswer, DemoCheck, DemoIntent } from './demoIntents.ts';
import { DemoNames } from './demoNames.ts';
import { DemoShifts, type Deed } from './demoShifts.ts';

function madeOf<T>(result: Result<T>): T {
	if (result.ok) return result.value;
	throw new Error(`the demo has a bad intent: ${JSON.stringify(result.problems)}`);
}

const ANSWERS = ['done', 'transferred', 'lifted', 'withdrawn'] as const;

class Chronicle {
	readonly #names: DemoNames;
	readonly #shifts: DemoShifts;
	readonly #usualSite: ReadonlyMap<string, string>;

	constructor(directory: DemoDirectory, { messages, checks }: DemoActivity, random: DemoRandom, now: number) {
		this.#names = new DemoNames(directory);
		this.#usualSite = new Map(directory.staff.map(({ id, sites }) => [id, sites[0] ?? '']));
		const deeds = [
			...checks.flatMap((check) => [
				begun(check),
				...(check.end === undefined ? [] : [filed(check, check.end)])
			]),
			...messages.flatMap((message) => [
				written(message),
				...ANSWERS.flatMap((answer) => message[answer] ?? []).map((answer) => this.#answered(answer))
			])
		];
		this.#shifts = new DemoShifts(directory.staff, deeds, random, now);
	}

	get shifts(): readonly Fact[] {
		return this.#shifts.facts;
	}

	check(check: DemoCheck): [Fact, ...Fact[]] {
		const assignee = this.#names.assignee(check.assignee);
		const started = madeOf(startCheck(this.#shifts.writerOf(begun(check)), { ...check, assignee }));
		if (check.end === undefined) return [started];
		const writer = this.#shifts.writerOf(filed(check, check.end));
		const filing = { outcome: check.outcome ?? 'none', summary: check.summary ?? '' };
		return [started, madeOf(fileCheck(writer, foldSubject(started._id, [started]), filing))];
	}

	message(intent: DemoIntent, check: string | undefined): Fact[] {
		const { contact, assignee, rule, block, board, ...rest } = intent;
		const message = madeOf(
			logMessage(this.#shifts.writerOf(written(intent)), {
				...rest,
				// An empty tick says nothing: the rule of the settings decides.
				board: board || undefined,
				contact: this.#names.person(contact),
				assignee: assignee && this.#names.assignee(assignee),
				rule: rule === undefined ? undefined : this.#names.named('rule', rule),
				block: block && { ...block, reason: this.#names.named('reason', block.reason) },
				check
			})
		);
		return [message, ...this.#answers(message, intent)];
	}

	#answers(message: MessageFact, { done, transferred, lifted, withdrawn }: DemoIntent): Fact[] {
		const subject = foldSubject(message._id, [message]);
		const writer = (answer: DemoAnswer) => this.#shifts.writerOf(this.#answered(answer));
		return [
			...(done ? [completeMessage(writer(done), subject)] : []),
			...(transferred ? [markTransferred(writer(transferred), subject)] : []),
			...(lifted ? [liftBlock(writer(lifted), subject, lifted.reason)] : []),
			...(withdrawn ? [madeOf(withdrawMessage(writer(withdrawn), subject, withdrawn.reason))] : [])
		];
	}

	#answered({ at, by }: DemoAnswer): Deed {
		return { by, deviceSite: this.#usualSite.get(by) ?? '', at: Date.parse(at) };
	}
}

type DemoRandom = ConstructorParameters<typeof DemoShifts>[2];

const begun = ({ staff, deviceSite, start }: DemoCheck): Deed => ({
	by: staff,
	deviceSite,
	at: Date.parse(start)
});
const filed = ({ staff, deviceSite }: DemoCheck, end: string): Deed => ({
	by: staff,
	deviceSite,
	at: Date.parse(end)
});
const written = ({ staff, deviceSite, at }: DemoIntent): Deed => ({
	by: staff,
	deviceSite,
	at: Date.parse(at)
});

/**
 * The facts of the demo: messages, camera checks, what became of them, and the shifts in which it was done.
 * @param now ms since 1970, UTC
 * @throws Error where an intent is none that a person could have had
 */
export function demoFacts(
	directory: DemoDirectory,
	activity: DemoActivity,
	random: DemoRandom,
	now: number
): Fact[] {
	const chronicle = new Chronicle(directory, activity, random, now);
	const checks = activity.checks.map((check) => chronicle.check(check));
	const messages = activity.messages.flatMap((intent) =>
		chronicle.message(intent, intent.check === undefined ? undefined : checks[intent.check]?.[0]._id)
	);
	return [...chronicle.shifts, ...checks.flat(), ...messages];
}
