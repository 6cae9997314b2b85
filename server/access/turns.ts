/** Whose turn it is: which calls to the access control are made now, and in what order. */
import type { AccessCall } from '../../src/lib/domain/accessCalls.ts';
import { pauseAfter } from '../outbound/pauses.ts';
import type { AccessDelivery, BlockOfPerson } from './knownBlocks.ts';

/** How long a call that failed may be under way over there all the same, ms: nothing else is said of that person meanwhile. */
const SETTLES = pauseAfter(1);

/** A call that is to be made, and the blocks that it speaks for. */
export interface Due {
	readonly call: AccessCall;
	readonly blocks: readonly BlockOfPerson[];
	/** All blocks of whom it is about: the same list for all calls about one person */
	readonly person: readonly BlockOfPerson[];
}

/** From when on what was tried last can no longer come in between, ms since 1970. */
export function settledAt({ failure }: AccessDelivery): number {
	return failure ? failure.at + SETTLES : 0;
}

/** The first of what is to be said of each block: the next one follows from what came of it. */
function oneOfEach(due: readonly Due[]): Due[] {
	const named = new Set<string>();
	return due.filter(({ call: { message } }) => !named.has(message) && named.add(message));
}

/**
 * The calls that may be made now. Each waits for itself alone: what the access control never gets right, for one customer, is no reason to let
 * another stand at the door. Those that were never tried come first, so that it costs them no more than a run. About one person they go
 * in the order in which they were begun, since the last word is what holds.
 * @param underWay calls that were begun before, by message
 * @param now ms since 1970
 */
export function turns(
	due: readonly Due[],
	underWay: ReadonlyMap<string, AccessDelivery>,
	now: number
): Due[] {
	const wanted = new Set(due.map(({ call }) => call.key));
	const begunFor = ({ message, key }: AccessCall): AccessDelivery | undefined => {
		const delivery = underWay.get(message);
		return delivery?.payload.id === key ? delivery : undefined;
	};
	/** What was to be said of the person until now, and has been given up. */
	const givenUp = (person: Due['person']): number[] =>
		person.flatMap(({ block: { message } }) => {
			const delivery = underWay.get(message);
			return delivery && !wanted.has(delivery.payload.id) ? [settledAt(delivery)] : [];
		});
	const began = ({ call }: Due): number => begunFor(call)?.requestedAt ?? Number.MAX_SAFE_INTEGER;
	const before = new Map<Due['person'], { at: number; tried: boolean }>();
	return oneOfEach(due)
		.toSorted((a, b) => began(a) - began(b))
		.map((one) => {
			const own = begunFor(one.call);
			const earlier = before.get(one.person);
			const at = Math.max(earlier?.at ?? 0, ...(own ? [own.next] : givenUp(one.person)));
			const tried = own !== undefined || earlier?.tried === true;
			before.set(one.person, { at, tried });
			return { one, at, rank: tried ? at : 0 };
		})
		.filter(({ at }) => at <= now)
		.toSorted((a, b) => a.rank - b.rank)
		.map(({ one }) => one);
}
