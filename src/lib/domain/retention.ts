/** What goes by itself, and when (DESIGN § 11). */
import type { Subject } from './fold.ts';
import { checkView } from './views/cameraCheck.ts';
import { messageView, type MessageView } from './views/message.ts';
import { shiftView } from './views/shift.ts';

const DAY = 86_400_000;

/** How long a picture that is no evidence is kept after it was uploaded, ms. */
export const PICTURES_KEPT = 3 * DAY;

/** What the rules need to know besides the subject. */
export interface RetentionGround {
	/** ms since 1970, UTC */
	readonly now: number;
	/** Days that a message is kept after the last word on it; a setting */
	readonly messageDays: number;
	/** Days that evidence is kept after its case is done; a setting */
	readonly evidenceDays: number;
	/** When nothing was left to do about that camera check, ms since 1970; undefined while there is */
	settledAt(check: string): number | undefined;
	/** The messages that follow from that one: the block that an incident led to (`refersTo`) */
	followedBy(message: string): readonly MessageView[];
}

type CaseGround = Pick<RetentionGround, 'settledAt' | 'followedBy'>;

/** When something was last said of it, ms since 1970. */
function lastWord({ facts }: Subject): number {
	return Math.max(...facts.map(({ at }) => Date.parse(at)));
}

/** When a camera check was filed and its task done, ms since 1970; undefined while something is left to do. */
export function checkSettledAt(subject: Subject | undefined): number | undefined {
	const check = checkView(subject);
	if (!check?.filed || check.task?.state === 'open') return undefined;
	return Date.parse(check.task?.done?.at ?? check.filed.at);
}

/**
 * When a case was closed, ms since 1970: nobody's task any more, its block over, its check filed, and the same of all that follows from it; undefined
 * while it is open.
 */
export function caseClosedAt(view: MessageView, ground: CaseGround): number | undefined {
	const ends = [
		closedAt(view, ground),
		...ground.followedBy(view.id).map((next) => caseClosedAt(next, ground))
	];
	const closed = ends.filter((at) => at !== undefined);
	return closed.length < ends.length ? undefined : Math.max(...closed);
}

function closedAt(view: MessageView, { settledAt }: CaseGround): number | undefined {
	const { block, done, withdrawn, fact } = view;
	// a withdrawn message does not lift its block
	if (view.state === 'open' || block?.state === 'active') return undefined;
	const check = view.check === undefined ? 0 : settledAt(view.check);
	if (check === undefined) return undefined;
	const ends = [fact.at, done?.at, withdrawn?.at, block?.lifted?.at ?? block?.until];
	return Math.max(check, ...ends.flatMap((at) => (at === undefined ? [] : [Date.parse(at)])));
}

/** True where evidence is no longer needed for that message. */
export function evidenceIsOver(view: MessageView, ground: RetentionGround): boolean {
	const closed = caseClosedAt(view, ground);
	return closed !== undefined && closed <= ground.now - ground.evidenceDays * DAY;
}

/**
 * The facts of a subject that go for good. A message, a check or a shift goes whole, and not while it is under way; what is
 * said of a contact, or of something that is here no more, goes fact by fact.
 */
export function expiredFacts(subject: Subject, ground: RetentionGround): readonly string[] {
	const limit = ground.now - ground.messageDays * DAY;
	const all = (): string[] => subject.facts.map(({ _id }) => _id);
	const view = messageView(subject, ground.now);
	if (view) {
		const closed = caseClosedAt(view, ground);
		return closed !== undefined && Math.max(closed, lastWord(subject)) <= limit ? all() : [];
	}
	const check = checkView(subject);
	if (check) return ground.settledAt(subject.id) !== undefined && lastWord(subject) <= limit ? all() : [];
	// a shift that nobody ended is over after all these years
	if (shiftView(subject)) return lastWord(subject) <= limit ? all() : [];
	return subject.facts.filter(({ at }) => Date.parse(at) <= limit).map(({ _id }) => _id);
}
