import type { Assignee } from '../facts/fields.ts';
import type { CheckFiledFact, CheckStartedFact } from '../facts/cameraCheck.ts';
import { headsOf, type Subject } from '../fold.ts';
import { issue, type Writer } from '../issue.ts';
import { MAX_TEXT } from '../limits.ts';
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

function periodProblems({ mode, from, until }: CheckInput, now: number): FieldProblem[] {
	if (mode === 'live') return [];
	if (from === undefined) return [{ field: 'from', problem: 'missing' }];
	if (until === undefined) return [{ field: 'until', problem: 'missing' }];
	if (Date.parse(until) <= Date.parse(from)) return [{ field: 'until', problem: 'end-before-start' }];
	return Date.parse(from) > now ? [{ field: 'from', problem: 'in-the-future' }] : [];
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
}

/** Files a camera check: "Kamerakontrolle eingeben" (S11b). A check with incidents needs a summary. */
export function fileCheck(writer: Writer, check: Subject, input: FilingInput): Result<CheckFiledFact> {
	const summary = cleanText(input.summary);
	if (input.outcome === 'incidents' && summary === '')
		return refused([{ field: 'summary', problem: 'missing' }]);
	if (summary.length > MAX_TEXT) return refused([{ field: 'summary', problem: 'too-long' }]);
	return made(
		issue(writer, {
			type: 'checkFiled',
			site: check.root?.site ?? '',
			about: check.id,
			after: headsOf(check, 'filing'),
			outcome: input.outcome,
			summary
		})
	);
}
