import type { Assignee, Author } from '../facts/fields.ts';
import type { CheckFiledFact, CheckStartedFact } from '../facts/cameraCheck.ts';
import { creditedOf, winnerOf, type Subject } from '../fold.ts';
import type { Deed } from './message.ts';

/** What a filed check left to do: one task, whatever the number of its incidents (DESIGN § 7.6). */
export interface CheckTask {
	readonly assignee: Assignee;
	readonly state: 'open' | 'done';
	readonly done: Deed | undefined;
}

/** What the screens show of a camera check. */
export interface CheckView {
	readonly id: string;
	readonly fact: CheckStartedFact;
	readonly site: string;
	readonly startedBy: Author;
	readonly assignee: Assignee;
	readonly state: 'running' | 'filed';
	/** The filing that holds: what it says is the record (rules R4 and R11) */
	readonly filed: CheckFiledFact | undefined;
	/** Every filing, earliest first: two people may have filed it without knowing of each other */
	readonly filings: readonly CheckFiledFact[];
	/** The one by which the check came to be filed (rule R10) */
	readonly firstFiled: CheckFiledFact | undefined;
	readonly task: CheckTask | undefined;
}

/** The task is left by the latest filing that has one and that no other supersedes: it need not be the one that holds (rule R11). */
function taskOf(subject: Subject, filings: readonly CheckFiledFact[]): CheckTask | undefined {
	const heads = subject.matters.get('filing')?.heads ?? [];
	const left = filings.findLast(({ _id, task }) => task && heads.includes(_id))?.task;
	if (!left) return undefined;
	const assignee = winnerOf(subject, 'assignee', 'reassigned')?.assignee ?? left;
	const done = creditedOf(subject, 'completion', 'done');
	return { assignee, state: done ? 'done' : 'open', done: done && { by: done.author, at: done.at } };
}

/** The filings that have an effect, earliest id first. */
function filingsOf({ facts, refused }: Subject): CheckFiledFact[] {
	const without = new Set(refused.map(({ fact }) => fact._id));
	return facts.filter((fact) => fact.type === 'checkFiled').filter(({ _id }) => !without.has(_id));
}

/** The camera check, or undefined where the subject is none or its root has not arrived (rule R7). */
export function checkView(subject: Subject | undefined): CheckView | undefined {
	if (subject?.root?.type !== 'checkStarted') return undefined;
	const fact = subject.root;
	const filed = winnerOf(subject, 'filing', 'checkFiled');
	const filings = filingsOf(subject);
	return {
		id: subject.id,
		fact,
		site: fact.site,
		startedBy: fact.author,
		assignee: fact.assignee,
		state: filed ? 'filed' : 'running',
		filed,
		filings,
		firstFiled: filings.find(({ after = [] }) => after.length === 0) ?? filings[0],
		task: taskOf(subject, filings)
	};
}
