import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeMessage } from '../../../src/lib/domain/commands/aboutMessage.ts';
import { startCheck } from '../../../src/lib/domain/commands/cameraCheck.ts';
import { checkIn } from '../../../src/lib/domain/commands/shift.ts';
import { refusalOfShape } from '../../../src/lib/domain/checkFact.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject, type Subject } from '../../../src/lib/domain/fold.ts';
import { instantOfId, isFactId } from '../../../src/lib/domain/ids.ts';
import { reissue, TOLERATED_ERROR } from '../../../src/lib/domain/reissue.ts';
import { histories } from './histories.ts';
import { messageFact, valueOf, WELS } from './messages.ts';
import { placesIn, shippedFacts, type Doc } from './shippedFacts.ts';
import { ANNA, DAY, HOUR, MINUTE, NOW, seededRandom, subjectFrom, writerOf } from './writer.ts';

const random = seededRandom(7);
const misdated = (facts: readonly Fact[], error: number) => facts.map((fact) => ({ fact, error }));
/** The facts after a reissue, in the order given. */
const corrected = (facts: readonly Fact[], replacements: ReadonlyMap<string, Fact>): Fact[] =>
	facts.map((fact) => replacements.get(fact._id) ?? fact);
/** Every id of a fact that a fact names anywhere, its own aside. */
const namedBy = (fact: object): string[] =>
	placesIn(fact)
		.filter(([path]) => path[0] !== '_id')
		.map(([, value]) => value)
		.filter((value): value is string => typeof value === 'string' && isFactId(value));

/** An evening on a device whose clock is an hour slow: shift, check, incident, its completion, and a message in its place. */
function evening(): [Fact, ...Fact[]] {
	const shift = checkIn(writerOf(ANNA, NOW - HOUR), 'LNU', 'pin');
	const on = (at: number) => ({ ...writerOf(ANNA, NOW - HOUR + at), shift: shift._id });
	const check = valueOf(startCheck(on(MINUTE), { site: 'WEL', mode: 'live', assignee: WELS }));
	const incident = messageFact({ kind: 'camera', check: check._id }, on(2 * MINUTE));
	const done = completeMessage(on(3 * MINUTE), subjectFrom(incident));
	const doneAgain = completeMessage(on(4 * MINUTE), subjectFrom(incident, done));
	const instead = messageFact({ replaces: incident._id }, on(5 * MINUTE));
	return [shift, check, incident, done, doneAgain, instead];
}

describe('C4 what was read off the same clock', () => {
	const block = {
		reason: { id: 'debt', name: 'Offener Betrag' },
		until: new Date(NOW + 5 * DAY).toISOString()
	};
	const blocked = messageFact({ kind: 'block', block }, writerOf(ANNA, NOW));
	const seen = messageFact({ kind: 'camera', footageAt: new Date(NOW).toISOString() }, writerOf(ANNA, NOW));

	test.each([
		['goes right with the time', ['block.until', 'footageAt'] as const, HOUR],
		['stays where it was typed', [] as const, 0]
	])('C4 %s', (_what, byClock, moved) => {
		const entries = [blocked, seen].map((fact) => ({ fact, error: HOUR, byClock }));
		const after = reissue(entries, random);
		expect(after.get(blocked._id)).toMatchObject({
			block: { ...block, until: new Date(NOW + 5 * DAY + moved).toISOString() }
		});
		expect(after.get(seen._id)).toMatchObject({ footageAt: new Date(NOW + moved).toISOString() });
	});

	test('C4 stays where the time itself was right', () => {
		const entry = { fact: blocked, error: TOLERATED_ERROR, byClock: ['block.until'] as const };
		expect(reissue([entry], random)).toEqual(new Map());
	});
});

describe('C1 wrong times', () => {
	test('C1 the time is set right, and the raw one kept', () => {
		const facts = evening();
		const after = corrected(facts, reissue(misdated(facts, HOUR), random));
		for (const [at, fact] of after.entries()) {
			const old = facts[at];
			expect(Date.parse(fact.at) - Date.parse(old?.at ?? '')).toBe(HOUR);
			expect(fact.atDevice).toBe(old?.at);
			expect(instantOfId(fact._id)).toBe(Date.parse(fact.at));
			expect(refusalOfShape({ ...fact })).toBeUndefined();
		}
	});

	test('C1 nothing else changes', () => {
		const message = messageFact({ text: 'Jänner 👍' });
		const replacement = reissue(misdated([message], -DAY), random).get(message._id);
		const { _id, at, atDevice, ...rest } = replacement ?? message;
		expect({ ...rest, _id: message._id, at: message.at }).toEqual(message);
		expect([_id, at, atDevice]).not.toContain(undefined);
	});

	test('C1 two minutes either way are tolerated, a millisecond more is not', () => {
		const message = messageFact();
		for (const error of [0, TOLERATED_ERROR, -TOLERATED_ERROR]) {
			expect(reissue(misdated([message], error), random)).toEqual(new Map());
		}
		for (const error of [TOLERATED_ERROR + 1, -TOLERATED_ERROR - 1]) {
			expect(reissue(misdated([message], error), random).size).toBe(1);
		}
		expect(TOLERATED_ERROR).toBe(120_000);
	});

	test('C1 corrected a second time, it keeps the first raw time', () => {
		const message = messageFact();
		const once = corrected([message], reissue(misdated([message], DAY), random));
		const [twice] = corrected(once, reissue(misdated(once, -HOUR), random));
		expect(twice?.atDevice).toBe(message.at);
		expect(twice?.at).toBe(new Date(NOW + DAY - HOUR).toISOString());
	});

	test('C1 an error with fractions of a millisecond gives a valid fact', () => {
		const message = messageFact();
		const [fact] = corrected([message], reissue(misdated([message], HOUR + 0.7), random));
		expect(refusalOfShape({ ...fact })).toBeUndefined();
	});

	test('C1 ids keep the order in which the facts were written', () => {
		const facts = evening();
		const after = corrected(facts, reissue(misdated(facts, HOUR), random));
		const ids = after.map((fact) => fact._id);
		expect([...ids].sort()).toEqual(ids);
	});
});

describe('C2 references', () => {
	test('C2 follow, whatever order the outbox gives them in', () => {
		const facts = evening();
		fc.assert(
			fc.property(fc.shuffledSubarray([...facts], { minLength: facts.length }), (shuffled) => {
				const replacements = reissue(misdated(shuffled, HOUR), random);
				const [shift, check, incident, done, doneAgain, instead] = corrected(facts, replacements);
				expect([check, incident, done, doneAgain, instead].map((fact) => fact?.shift)).toEqual(
					Array(5).fill(shift?._id)
				);
				expect(incident).toMatchObject({ check: check?._id });
				expect(done).toMatchObject({ about: incident?._id });
				expect(doneAgain).toMatchObject({ about: incident?._id, after: [done?._id] });
				expect(instead).toMatchObject({ replaces: incident?._id });
			})
		);
	});

	test.each(shippedFacts)('C2 every reference that %s has is one that follows', (_name, doc: Doc) => {
		const fact = doc as unknown as Fact;
		for (const id of namedBy(fact)) {
			const moved = { ...messageFact(), _id: id };
			const replacements = reissue(
				[
					{ fact: moved, error: DAY },
					{ fact, error: 0 }
				],
				random
			);
			const follower = replacements.get(fact._id);
			expect(follower && namedBy(follower)).toContain(replacements.get(id)?._id);
			expect(follower && namedBy(follower)).not.toContain(id);
		}
	});

	test('C2 a fact whose own time was right but which names a misdated one follows, with its time kept', () => {
		const [shift, check, incident] = evening();
		if (!check || !incident) throw new Error('no evening');
		const facts = [incident, check, shift];
		const replacements = reissue(
			[
				{ fact: incident, error: 0 },
				{ fact: check, error: 0 },
				{ fact: shift, error: HOUR }
			],
			random
		);
		const [newIncident, newCheck, newShift] = corrected(facts, replacements);
		expect(newIncident).toMatchObject({ at: incident.at, shift: newShift?._id, check: newCheck?._id });
		expect(newIncident).not.toHaveProperty('atDevice');
		expect(refusalOfShape({ ...newIncident })).toBeUndefined();
	});

	test('C2 what names only facts that stay, stays', () => {
		const [shift, ...others] = evening();
		const replacements = reissue([{ fact: shift, error: 0 }, ...misdated(others.slice(0, 1), HOUR)], random);
		expect([...replacements.keys()]).toEqual([others[0]?._id]);
		expect(replacements.get(others[0]?._id ?? '')?.shift).toBe(shift._id);
	});

	test('C2 a fact that names one issued anew earlier, even twice, follows to where it is now', () => {
		const message = messageFact();
		const done = completeMessage(writerOf(ANNA, NOW + 1), subjectFrom(message));
		const once = reissue(misdated([message], DAY), random).get(message._id) ?? message;
		const earlier = new Map([[message._id, once._id]]);
		expect(reissue(misdated([done], 0), random, earlier).get(done._id)).toMatchObject({ about: once._id });
		for (const unsent of [
			[done, once],
			[once, done]
		]) {
			const again = reissue(
				unsent.map((fact) => ({ fact, error: fact === once ? HOUR : 0 })),
				random,
				earlier
			);
			expect(again.get(done._id)).toMatchObject({ about: again.get(once._id)?._id });
		}
	});

	test('C2 among unsent facts every reference resolves, and no old id is named any more', () => {
		const error = fc.constantFrom(0, MINUTE, -HOUR, 400 * DAY);
		const outboxes = histories.chain(({ facts }) =>
			fc
				.tuple(...facts.map((fact) => fc.record({ fact: fc.constant(fact), error })))
				.chain((entries) => fc.shuffledSubarray(entries, { minLength: entries.length }))
		);
		fc.assert(
			fc.property(outboxes, (entries) => {
				const facts = entries.map(({ fact }) => fact);
				const replacements = reissue(entries, random);
				const after = corrected(facts, replacements);
				const ids = new Set(after.map((fact) => fact._id));
				for (const fact of after) {
					expect(namedBy(fact).filter((id) => !ids.has(id))).toEqual([]);
					expect(refusalOfShape({ ...fact })).toBeUndefined();
				}
				expect(ids.size).toBe(facts.length);
			})
		);
	});

	test('C2 R3 who superseded whom is the same after a common correction', () => {
		const shape = (subject: Subject, name: (id: string) => string) =>
			[...subject.matters].map(([matter, { heads }]) => [matter, new Set(heads.map(name))]);
		fc.assert(
			fc.property(histories, ({ message, facts }) => {
				const replacements = reissue(misdated(facts, 3 * DAY), random);
				const newId = (id: string) => replacements.get(id)?._id ?? id;
				const after = foldSubject(newId(message._id), corrected(facts, replacements));
				const before = new Map(shape(foldSubject(message._id, facts), newId) as [string, Set<string>][]);
				expect(new Map(shape(after, (id) => id) as [string, Set<string>][])).toEqual(before);
			})
		);
	});
});
