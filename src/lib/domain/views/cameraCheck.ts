import type { Assignee, Author } from '../facts/fields.ts';
import type { CheckFiledFact, CheckStartedFact } from '../facts/cameraCheck.ts';
import { creditedOf, type Subject } from '../fold.ts';

/** What the screens show of a camera check. */
export interface CheckView {
	readonly id: string;
	readonly fact: CheckStartedFact;
	readonly site: string;
	readonly startedBy: Author;
	readonly assignee: Assignee;
	readonly state: 'running' | 'filed';
	readonly filed: CheckFiledFact | undefined;
}

/** The camera check, or undefined where the subject is none or its root has not arrived (rule R7). */
export function checkView(subject: Subject | undefined): CheckView | undefined {
	if (subject?.root?.type !== 'checkStarted') return undefined;
	const fact = subject.root;
	const filed = creditedOf(subject, 'filing', 'checkFiled');
	return {
		id: subject.id,
		fact,
		site: fact.site,
		startedBy: fact.author,
		assignee: fact.assignee,
		state: filed ? 'filed' : 'running',
		filed
	};
}
