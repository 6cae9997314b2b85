import { describe, expect, test } from 'vitest';
import {
	completeMessage,
	identifyPerson,
	liftBlock,
	reassignMessage,
	reopenMessage,
	withdrawMessage
} from '../../../src/lib/domain/commands/aboutMessage.ts';
import { refusalOfShape } from '../../../src/lib/domain/checkFact.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { creditedOf, foldSubject, headsOf, winnerOf } from '../../../src/lib/domain/fold.ts';
import { MAX_AFTER } from '../../../src/lib/domain/limits.ts';
import { messageFact, valueOf, WELS } from './messages.ts';
import { ANNA, BERND, DAY, LEAD, MINUTE, NOW, subjectFrom, writerOf } from './writer.ts';

const message = messageFact();
const untouched = subjectFrom(message);
const person = (id: string) => ({ kind: 'person', id, name: `P ${id}` }) as const;

describe('R3 causality beats clocks', () => {
	test('R3 a reopening by a clock that is a year behind holds against the completion it has seen', () => {
		const done = completeMessage(writerOf(ANNA, NOW + DAY), untouched);
		const reopened = reopenMessage(writerOf(BERND, NOW - 365 * DAY), subjectFrom(message, done));
		const subject = subjectFrom(message, done, reopened);
		expect(reopened._id < done._id).toBe(true);
		expect(subject.matters.get('completion')?.winner).toEqual(reopened);
		expect(creditedOf(subject, 'completion', 'done')).toBeUndefined();
	});

	test('R3 what was seen by way of another fact is superseded too', () => {
		const a = reassignMessage(writerOf(ANNA, NOW + 3 * DAY), untouched, person('a'));
		const b = reassignMessage(writerOf(ANNA, NOW + 2 * DAY), subjectFrom(message, a), person('b'));
		const c = reassignMessage(writerOf(BERND, NOW + DAY), subjectFrom(message, b), person('c'));
		expect(c.after).toEqual([b._id]);
		expect(winnerOf(subjectFrom(message, a, b, c), 'assignee', 'reassigned')).toEqual(c);
	});

	test('R3 where the fact in between has not arrived, the named one is superseded and the rest waits', () => {
		const a = reassignMessage(writerOf(ANNA, NOW), untouched, person('a'));
		const b = reassignMessage(writerOf(ANNA, NOW + MINUTE), subjectFrom(message, a), person('b'));
		const c = reassignMessage(writerOf(ANNA, NOW + 2 * MINUTE), subjectFrom(message, b), person('c'));
		expect(headsOf(subjectFrom(message, a, c), 'assignee')).toEqual([a._id, c._id]);
		expect(headsOf(subjectFrom(message, a, b, c), 'assignee')).toEqual([c._id]);
	});

	test('R3 R6 the way may lead through a fact without effect, but does not begin at one', () => {
		const withdraw = (author: typeof ANNA, at: number, after: string[] | undefined) => {
			const fact = valueOf(withdrawMessage(writerOf(author, at), untouched, 'Irrtum'));
			return { ...fact, _id: fact._id, after } as Fact;
		};
		const own = withdraw(ANNA, NOW + 2 * DAY, undefined);
		const foreign = withdraw(BERND, NOW + 3 * DAY, [own._id]);
		expect(headsOf(subjectFrom(message, own, foreign), 'withdrawal')).toEqual([own._id]);
		const last = withdraw(LEAD, NOW, [foreign._id]);
		expect(headsOf(subjectFrom(message, own, foreign, last), 'withdrawal')).toEqual([last._id]);
	});

	test('R3 what one matter has come to says nothing of another', () => {
		const done = completeMessage(writerOf(), untouched);
		const passedOn = reassignMessage(writerOf(), subjectFrom(message, done), person('a'));
		expect(passedOn.after).toBeUndefined();
		expect(creditedOf(subjectFrom(message, done, passedOn), 'completion', 'done')).toEqual(done);
	});
});

describe('R4 values by the later id', () => {
	test.each([
		[
			'assignee',
			'reassigned',
			(at: number) => reassignMessage(writerOf(ANNA, at), untouched, person(`${at}`))
		],
		[
			'contact',
			'identified',
			(at: number) =>
				identifyPerson(writerOf(ANNA, at), untouched, { kind: 'contact', id: `${at}`, name: 'K' })
		]
	] as const)('R4 %s: of two who did not know of each other the later wins', (matter, type, say) => {
		const earlier = say(NOW + MINUTE);
		const later = say(NOW + 2 * MINUTE);
		expect(winnerOf(subjectFrom(message, later, earlier), matter, type)).toEqual(later);
	});

	test('R4 a reopening and a completion at once: the later holds', () => {
		const done = completeMessage(writerOf(ANNA, NOW), untouched);
		const again = (at: number) => reopenMessage(writerOf(BERND, at), untouched);
		expect(creditedOf(subjectFrom(message, done, again(NOW - 1)), 'completion', 'done')).toEqual(done);
		expect(creditedOf(subjectFrom(message, done, again(NOW + 1)), 'completion', 'done')).toBeUndefined();
	});
});

describe('R5 equal answers', () => {
	test.each([
		[
			'completion',
			'done',
			(author: typeof ANNA, at: number) => completeMessage(writerOf(author, at), untouched)
		],
		[
			'lift',
			'lifted',
			(author: typeof ANNA, at: number) => liftBlock(writerOf(author, at), untouched, author.name)
		]
	] as const)('R5 %s by two at once counts once and is credited to the earlier', (matter, type, say) => {
		const later = say(ANNA, NOW + MINUTE);
		const earlier = say(BERND, NOW);
		expect(creditedOf(subjectFrom(message, later, earlier), matter, type)?.author).toEqual(BERND);
	});

	test('R5 an answer that was taken back in between is not credited', () => {
		const first = completeMessage(writerOf(ANNA, NOW), untouched);
		const back = reopenMessage(writerOf(ANNA, NOW + 1), subjectFrom(message, first));
		const again = completeMessage(writerOf(BERND, NOW + 2), subjectFrom(message, first, back));
		expect(creditedOf(subjectFrom(message, first, back, again), 'completion', 'done')).toEqual(again);
	});

	test('R5 does not hold for values: two assignees are two', () => {
		const a = reassignMessage(writerOf(ANNA, NOW), untouched, WELS);
		const b = reassignMessage(writerOf(BERND, NOW + 1), untouched, WELS);
		expect(creditedOf(subjectFrom(message, a, b), 'assignee', 'reassigned')).toEqual(b);
	});
});

describe('R7 facts before their root', () => {
	test('R7 a fact whose message has not arrived is kept and waits', () => {
		const done = completeMessage(writerOf(), untouched);
		const waiting = foldSubject(message._id, [done]);
		expect(waiting.root).toBeUndefined();
		expect(waiting.facts).toEqual([done]);
		expect(foldSubject(message._id, [done, message]).root).toEqual(message);
	});
});

describe('heads', () => {
	test('R3 a new fact names every head, and none where nothing was said', () => {
		const a = completeMessage(writerOf(ANNA, NOW), untouched);
		const b = completeMessage(writerOf(BERND, NOW + 1), untouched);
		expect(headsOf(subjectFrom(message, b, a), 'completion')).toEqual([a._id, b._id]);
		expect(headsOf(untouched, 'completion')).toBeUndefined();
		expect(headsOf(undefined, 'completion')).toBeUndefined();
	});

	test('F5 more heads than one fact may name: it names the latest, and stays valid', () => {
		const all = Array.from({ length: MAX_AFTER + 5 }, (_, at) =>
			completeMessage(writerOf(ANNA, NOW + at), untouched)
		);
		const next = completeMessage(writerOf(ANNA, NOW + DAY), subjectFrom(message, ...all));
		expect(next.after).toEqual(all.slice(-MAX_AFTER).map((fact) => fact._id));
		expect(refusalOfShape({ ...next })).toBeUndefined();
	});
});
