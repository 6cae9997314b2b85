import type { Assignee } from '../facts/fields.ts';
import type { CheckFiledFact, CheckStartedFact } from '../facts/cameraCheck.ts';
import { headsOf, type Subject } from '../fold.ts';
import { issue, type Writer } from '../issue.ts';
import { MAX_PERSONS, MAX_TEXT } from '../limits.ts';
import { cleanText } from './cleanText.ts';
import { made, refused, type FieldProblem, type Result } from './result.ts';

/** What begins a camera check (DESIGN § 7.6). Instants are ISO 8601, UTC. */
export interface CheckInput {
	/** The studio whose footage is watched */
	site?: string;
	mode: 'live' | 'recording';
	from?: string;
	until?: string;
	/** Who sees to what will be found */
	assignee?: Assignee;
	reason?: string;
}

/** A recorder's clock may be a little ahead of ours, ms. */
const CLOCKS_DIFFER = 60_000;

/** What is wrong with the period of a recording at `now` (ms since 1970, UTC): nobody has watched what is still to come. */
export function periodProblems(
	{ mode, from, until }: Pick<CheckInput, 'mode' | 'from' | 'until'>,
	now: number
): FieldProblem[] {
	if (mode === 'live') return [];
	if (from === undefined) return [{ field: 'from', problem: 'missing' }];
	if (until === undefined) return [{ field: 'until', problem: 'missing' }];
	if (Date.parse(until) <= Date.parse(from)) return [{ field: 'until', problem: 'end-before-start' }];
	if (Date.parse(from) > now) return [{ field: 'from', problem: 'in-the-future' }];
	return Date.parse(until) > now + CLOCKS_DIFFER ? [{ field: 'until', problem: 'in-the-future' }] : [];
}

/** Begins a camera check (S11b). */
export function startCheck(writer: Writer, input: CheckInput): Result<CheckStartedFact> {
	const problems: FieldProblem[] = [];
	if (!input.site) problems.push({ field: 'site', problem: 'missing' });
	problems.push(...periodProblems(input, writer.now()));
	if (!input.assignee) problems.push({ field: 'assignee', problem: 'missing' });
	const reason = cleanText(input.reason ?? '');
	if (reason.length > MAX_TEXT) problems.push({ field: 'reason', problem: 'too-long' });
	if (problems.length > 0 || !input.site || !input.assignee) return refused(problems);
	const recording = input.mode === 'recording';
	return made(
		issue(writer, {
			type: 'checkStarted',
			site: input.site,
			mode: input.mode,
			from: recording ? input.from : undefined,
			until: recording ? input.until : undefined,
			assignee: input.assignee,
			reason: reason || undefined
		})
	);
}

/** What files a camera check. */
export interface FilingInput {
	outcome: 'incidents' | 'none' | 'mistake';
	summary: string;
	/** How many persons were seen in the footage */
	persons?: number;
	/** Who sees to what was found, where there is something to do; null while nobody was chosen for it */
	task?: Assignee | null;
	/** True where the deadline has passed: that it was started by mistake has to be explained then */
	late?: boolean;
}

function personsProblem({ persons }: FilingInput): FieldProblem[] {
	if (persons === undefined || (Number.isInteger(persons) && persons >= 0 && persons <= MAX_PERSONS))
		return [];
	return [{ field: 'persons', problem: 'out-of-range' }];
}

/** Files a camera check: "Kamerakontrolle eingeben" (S11b). A check with incidents needs a summary, a mistake that is noticed late a reason. */
export function fileCheck(writer: Writer, check: Subject, input: FilingInput): Result<CheckFiledFact> {
	const summary = cleanText(input.summary);
	if (input.outcome === 'incidents' && summary === '')
		return refused([{ field: 'summary', problem: 'missing' }]);
	if (input.outcome === 'mistake' && input.late && summary === '')
		return refused([{ field: 'summary', problem: 'no-reason' }]);
	if (summary.length > MAX_TEXT) return refused([{ field: 'summary', problem: 'too-long' }]);
	const problems = personsProblem(input);
	if (problems.length > 0) return refused(problems);
	// Where nothing happened, there is nothing to see to.
	const task = input.outcome === 'incidents' ? input.task : undefined;
	if (task === null) return refused([{ field: 'assignee', problem: 'missing' }]);
	return made(
		issue(writer, {
			type: 'checkFiled',
			site: check.root?.site ?? '',
			about: check.id,
			after: headsOf(check, 'filing'),
			outcome: input.outcome,
			summary,
			persons: input.persons,
			task
		})
	);
}
