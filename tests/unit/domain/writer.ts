import type { Author } from '../../../src/lib/domain/facts/fields.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject, subjectOf, type Subject } from '../../../src/lib/domain/fold.ts';
import { factId, uuidV7 } from '../../../src/lib/domain/ids.ts';
import type { Writer } from '../../../src/lib/domain/issue.ts';

/** An instant that the tests call now: Wednesday, 18 November 2026, 22:41 in Vienna. */
export const NOW = Date.parse('2026-11-18T21:41:07.250Z');

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const ANNA: Author = { id: '7', name: 'Huber, Anna', role: 'staff' };
export const BERND: Author = { id: '8', name: 'Moser, Bernd', role: 'staff' };
export const LEAD: Author = { id: '9', name: 'Leitner, Clara', role: 'lead' };

/** Random bytes that are the same on every run (a linear congruential generator). */
export function seededRandom(seed: number): (length: number) => Uint8Array {
	let state = seed >>> 0;
	return (length) =>
		Uint8Array.from({ length }, () => {
			state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
			return state >>> 24;
		});
}

const random = seededRandom(1);

/** A writer whose clock stands still. */
export function writerOf(author: Author = ANNA, instant: number = NOW, device = 'tablet-1'): Writer {
	return { now: () => instant, random, device, deviceSite: 'LNU', author };
}

/** The subject that the facts make; it is that of the first. */
export function subjectFrom(...facts: [Fact, ...Fact[]]): Subject {
	return foldSubject(subjectOf(facts[0]), facts);
}

/** A document whose id fits its body, whatever the body is: what a forger with the source code would send. */
export function sealed(body: Record<string, unknown>, instant = Date.parse(String(body.at))) {
	const bare = Object.fromEntries(Object.entries(body).filter(([name]) => !name.startsWith('_')));
	return { ...body, _id: factId(uuidV7(instant, random(16)), bare) };
}
