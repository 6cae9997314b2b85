/** What the access control at the doors has to be told of a contact's blocks (S11c, S17). */
import type { BlockView } from './views/block.ts';

/** A block of a contact, and what the access control has heard of it. */
export interface KnownBlock {
	readonly block: BlockView;
	/** Id of the fact by which it is known that it is this contact: the message, or who found out later */
	readonly source: string;
	/** Where it has turned out since that it is somebody else, or nobody knows who: the fact that says so */
	readonly corrected: { readonly by: string; readonly at: string } | undefined;
	/** When its message was written (UTC) */
	readonly at: string;
	/** Id of the fact that lifted it */
	readonly liftedBy: string | undefined;
	/** How far it got: nothing said · asked to lock out, whatever became of it · asked to let in again */
	readonly told: 'nothing' | 'block' | 'release';
}

/** Something that the access control has to be told. */
export interface AccessCall {
	/** The same for every try, so that it counts once (Idempotency-Key) */
	readonly key: string;
	readonly action: 'block' | 'lift' | 'end';
	/** The message that began the block */
	readonly message: string;
	/** When it happened (UTC) */
	readonly at: string;
	/** For `block`: until when the contact is locked out, all blocks taken together; absent for no end */
	readonly until?: string;
}

const isActive = ({ block, corrected }: KnownBlock): boolean => block.state === 'active' && !corrected;

/** The end of the block that lasts longest; undefined where one has no end. */
function lockedUntil(active: readonly KnownBlock[]): string | undefined {
	const ends = active.map(({ block }) => block.until);
	return ends.includes(undefined) ? undefined : ends.toSorted().at(-1);
}

function endOf({ block, corrected }: KnownBlock): string {
	return corrected?.at ?? block.lifted?.at ?? block.until ?? '';
}

function release(last: KnownBlock): AccessCall {
	const { message } = last.block;
	const at = endOf(last);
	// the same fact locks somebody else out, under its own id
	if (last.corrected) return { key: `${last.corrected.by}:lift`, action: 'lift', message, at };
	return last.liftedBy === undefined
		? { key: `${message}:end`, action: 'end', message, at }
		: { key: last.liftedBy, action: 'lift', message, at };
}

/**
 * What is left to be told of one contact. Whoever is still locked out by another block is not let in by the lift or the end of one: the last
 * to go opens the door for all.
 * @param blocks every block of the contact that is known
 */
export function accessCalls(blocks: readonly KnownBlock[]): AccessCall[] {
	const active = blocks.filter(isActive);
	if (active.length > 0) {
		const until = lockedUntil(active);
		return active
			.filter(({ told }) => told === 'nothing')
			.map(({ block: { message }, source, at }) => ({ key: source, action: 'block', message, at, until }));
	}
	const shut = blocks.filter(({ told }) => told === 'block');
	const last = shut.toSorted((a, b) => (endOf(a) < endOf(b) ? -1 : 1)).at(-1);
	return last ? [release(last)] : [];
}
