import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeMessage } from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject, subjectOf } from '../../../src/lib/domain/fold.ts';
import { Log } from '../../../src/lib/domain/log.ts';
import { histories } from './histories.ts';
import { messageFact } from './messages.ts';
import { subjectFrom, writerOf } from './writer.ts';

interface Move {
	readonly add: boolean;
	readonly facts: Fact[];
	/** Whether the screens look in between, so that a fold is kept that could go stale */
	readonly look: boolean;
}

const runs = fc.array(histories, { minLength: 1, maxLength: 3 }).chain((several) => {
	const facts = [...new Map(several.flatMap((one) => one.facts).map((fact) => [fact._id, fact])).values()];
	const move: fc.Arbitrary<Move> = fc.record({
		add: fc.integer({ min: 0, max: 3 }).map((dice) => dice > 0),
		facts: fc.array(fc.constantFrom(...facts), { maxLength: 8 }),
		look: fc.boolean()
	});
	return fc.array(move, { maxLength: 20 });
});

/** The log as it would be, had it only ever heard of these facts. */
function expectSameAs(log: Log, facts: ReadonlyMap<string, Fact>): void {
	const bySubject = new Map<string, Fact[]>();
	for (const fact of facts.values()) {
		const id = subjectOf(fact);
		bySubject.set(id, [...(bySubject.get(id) ?? []), fact]);
	}
	expect(log.size).toBe(facts.size);
	expect(new Set(log.subjects())).toEqual(new Set(bySubject.keys()));
	for (const [id, own] of bySubject) expect(log.subject(id)).toEqual(foldSubject(id, own));
}

describe('the log', () => {
	test('R1 R2 facts that come and go one by one leave the same as all that remain, folded at once', () => {
		fc.assert(
			fc.property(runs, (moves) => {
				const log = new Log();
				const here = new Map<string, Fact>();
				for (const { add, facts, look } of moves) {
					const before = new Set(here.keys());
					for (const fact of facts)
						if (add) here.set(fact._id, fact);
						else here.delete(fact._id);
					const touched = facts.filter((fact) => before.has(fact._id) !== add);
					expect(add ? log.add(facts) : log.remove(facts)).toEqual(new Set(touched.map(subjectOf)));
					if (look) for (const id of log.subjects()) log.subject(id);
				}
				expectSameAs(log, here);
			})
		);
	});

	test('R2 one new fact folds one subject; the others stay the very same object', () => {
		const [one, other] = [messageFact(), messageFact()];
		const log = new Log();
		log.add([one, other]);
		const kept = log.subject(other._id);
		const stale = log.subject(one._id);
		expect(log.add([completeMessage(writerOf(), subjectFrom(one))])).toEqual(new Set([one._id]));
		expect(log.subject(other._id)).toBe(kept);
		expect(log.subject(one._id)).not.toBe(stale);
	});

	test('R1 a fact that arrives again changes nothing', () => {
		const message = messageFact();
		const log = new Log();
		log.add([message]);
		const folded = log.subject(message._id);
		expect(log.add([message, { ...message }])).toEqual(new Set());
		expect(log.subject(message._id)).toBe(folded);
		expect(log.size).toBe(1);
	});

	test('removed facts are forgotten, and may come again', () => {
		const message = messageFact();
		const done = completeMessage(writerOf(), subjectFrom(message));
		const log = new Log();
		log.add([message, done]);
		expect(log.removeIds([done._id, 'unheard of'])).toEqual(new Set([message._id]));
		expect(log.subject(message._id)).toEqual(subjectFrom(message));
		expect(log.remove([message])).toEqual(new Set([message._id]));
		expect(log.subject(message._id)).toBeUndefined();
		expect([...log.subjects()]).toEqual([]);
		expect(log.add([message])).toEqual(new Set([message._id]));
	});
});
