/** Which messages go to the archive, and which come back (S20, DESIGN § 3). */
import { goesToBoard } from './board.ts';
import type { MessageKind } from './facts/message.ts';
import { winnerOf, type Subject } from './fold.ts';
import { isViolation, messageView, type MessageView } from './views/message.ts';

const DAY = 86_400_000;
/** How long a broken rule counts against a contact (DESIGN § 7.4), ms. */
const COUNTS_FOR = 365 * DAY;

/** What somebody needs to know to archive by hand. */
export interface NeedGround {
	/** ms since 1970, UTC */
	readonly now: number;
	/** True where nothing is left to do about that camera check: filed, and its task done */
	checkIsSettled(check: string): boolean;
}

/** What the rule needs to know besides the message. */
export interface ArchiveGround extends NeedGround {
	/** Days after which a finished message goes by itself; a setting */
	readonly afterDays: number;
	/** True where an access control is connected */
	readonly accessConnected: boolean;
	/** The kinds that go over to the board by rule; undefined where there is no board */
	readonly boardKinds: readonly MessageKind[] | undefined;
}

/** True for a message that stays on the devices, archived by hand or not: somebody still needs it there. */
export function isNeeded(view: MessageView, { now, checkIsSettled }: NeedGround): boolean {
	// a withdrawn message does not lift its block
	if (view.block?.state === 'active') return true;
	if (view.state === 'open') return true;
	if (view.check !== undefined && !checkIsSettled(view.check)) return true;
	return isViolation(view) && Date.parse(view.fact.at) > now - COUNTS_FOR;
}

/** True where the access control has still to be told, or to answer, that a block is over: until then the door is shut (S11c, S17). */
function owesTheDoor({ block, access }: MessageView): boolean {
	if (!block || !access) return false;
	return access.outcome === 'requested' || (access.action === 'block' && access.outcome === 'confirmed');
}

/** When something was last said of it, ms since 1970. */
function lastWord({ facts }: Subject): number {
	return Math.max(...facts.map((fact) => Date.parse(fact.at)));
}

/** Where a message belongs. `either`: it stays where it is; a setting that is changed brings nothing back. */
export type Place = 'messages' | 'archive' | 'either';

/**
 * Where a message belongs: with the messages while somebody needs it, or has just taken it out of the archive; in the archive where a lead put
 * it there, or nothing was said of it for as long as the settings have it and it is not to be carried over to the board any more (S19).
 * Never both, so that it does not wander to and fro.
 */
export function placeOf(message: Subject, ground: ArchiveGround): Place {
	const view = messageView(message, ground.now);
	if (!view) return 'either';
	if (isNeeded(view, ground)) return 'messages';
	// who archives by hand sees it go; the server moves it when the door is open
	if (ground.accessConnected && owesTheDoor(view)) return 'messages';
	const waitsForBoard = ground.boardKinds !== undefined && goesToBoard(view, ground.boardKinds);
	if (lastWord(message) <= ground.now - ground.afterDays * DAY && !waitsForBoard) return 'archive';
	if (winnerOf(message, 'archive', 'restored')) return 'messages';
	return view.archived ? 'archive' : 'either';
}
