import * as v from 'valibot';
import { FREE_TRIES, lockAfter } from '../domain/tries.ts';

/** Wrong tries in a row, and until when (ms, UTC) nobody can try on this device */
export const pinTries = v.object({ wrong: v.number(), lockedUntil: v.number() });
export type PinTries = v.InferOutput<typeof pinTries>;

export const NO_TRIES: PinTries = { wrong: 0, lockedUntil: 0 };

/** What somebody is told whose PIN was not let in. */
export type PinRefusal =
	| { readonly kind: 'wrong'; readonly triesLeft: number }
	| { readonly kind: 'locked'; readonly until: number };

/** The tries after one more that was wrong. @param now ms since 1970, UTC */
export function oneMoreWrong(before: PinTries, now: number): PinTries {
	const wrong = before.wrong + 1;
	return { wrong, lockedUntil: now + lockAfter(wrong) };
}

/** What is told of the tries after a wrong one. @param now ms since 1970, UTC */
export function refusalOf({ wrong, lockedUntil }: PinTries, now: number): PinRefusal {
	return lockedUntil > now
		? { kind: 'locked', until: lockedUntil }
		: { kind: 'wrong', triesLeft: FREE_TRIES - wrong };
}
