import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeMessage, reassignMessage } from '../../../src/lib/domain/commands/aboutMessage.ts';
import { kindOf, type Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject, headsOf, subjectOf, type Subject } from '../../../src/lib/domain/fold.ts';
import { histories, shuffledAndDoubled } from './histories.ts';
import { DAY, LEAD, NOW, writerOf } from './writer.ts';

/** Rules R3 to R5 a second time, as a question asked of each pair of facts instead of one walk. */
function expectedMatter(subject: Subject, matter: string) {
	const without = new Set(subject.refused.map(({ fact }) => fact._id));
	const all = subject.facts.filter((fact) => kindOf(fact.type)?.matter === matter);
	const saw = (later: Fact, id: string): boolean =>
		(later.after ?? []).some((named) => {
			const between = all.find((fact) => fact._id === named);
			return named === id || (between !== undefined && saw(between, id));
		});
	const effective = all.filter((fact) => !without.has(fact._id));
	const heads = effective.filter((fact) => !effective.some((later) => saw(later, fact._id)));
	const ids = heads.map((fact) => fact._id).sort();
	const winner = heads.find((fact) => fact._id === ids.at(-1));
	if (!winner) return undefined;
	const same = heads.filter((fact) => fact.type === winner.type).map((fact) => fact._id);
	const credited = kindOf(winner.type)?.countsOnce ? same.sort()[0] : winner._id;
	return { winner: winner._id, credited, heads: ids };
}

const MATTERS = [
	'completion',
	'lift',
	'assignee',
	'contact',
	'withdrawal',
	'archive',
	'transfer',
	'board',
	'check',
	'access'
];

describe('the fold', () => {
	test('R1 gives the same for any order and any doubling of the facts', () => {
		const arrivals = histories.chain(({ message, facts }) =>
			shuffledAndDoubled(facts).map((arrived) => ({ id: message._id, facts, arrived }))
		);
		fc.assert(
			fc.property(arrivals, ({ id, facts, arrived }) => {
				expect(foldSubject(id, arrived)).toEqual(foldSubject(id, facts));
			}),
			{ numRuns: 300 }
		);
	});

	test('R3 R4 R5 R6 agrees with the rules as they are written', () => {
		fc.assert(
			fc.property(histories, ({ message, facts }) => {
				const subject = foldSubject(message._id, facts);
				for (const matter of MATTERS) {
					const found = subject.matters.get(matter);
					const told = found && {
						winner: found.winner._id,
						credited: found.credited._id,
						heads: found.heads
					};
					expect(told).toEqual(expectedMatter(subject, matter));
				}
			}),
			{ numRuns: 300 }
		);
	});

	test('R3 what is said in knowledge of everything holds, however wrong the clocks', () => {
		const behind = fc.integer({ min: 1, max: 3000 });
		fc.assert(
			fc.property(histories, behind, ({ message, facts }, days) => {
				const late = writerOf(LEAD, NOW - days * DAY);
				const before = foldSubject(message._id, facts);
				const done = completeMessage(late, before);
				const passedOn = reassignMessage(late, before, { kind: 'office', id: 'ZEN', name: 'Zentrale' });
				const after = foldSubject(message._id, [...facts, done, passedOn]);
				for (const [matter, fact] of [
					['completion', done],
					['assignee', passedOn]
				] as const) {
					expect(after.matters.get(matter)?.winner).toEqual(fact);
					expect(headsOf(after, matter)).toEqual([fact._id]);
				}
			})
		);
	});

	test('R6 keeps and lists every fact without effect, and none of them wins', () => {
		fc.assert(
			fc.property(histories, ({ message, facts }) => {
				const { refused, matters, facts: kept } = foldSubject(message._id, facts);
				expect(kept).toHaveLength(facts.length);
				const without = new Set(refused.map(({ fact }) => fact._id));
				for (const { heads, credited } of matters.values()) {
					expect(heads.filter((id) => without.has(id))).toEqual([]);
					expect(without.has(credited._id)).toBe(false);
				}
			})
		);
	});

	test('R2 puts every fact of a history under its message', () => {
		fc.assert(
			fc.property(histories, ({ message, facts }) => {
				expect(new Set(facts.map(subjectOf))).toEqual(new Set([message._id]));
			})
		);
	});
});
