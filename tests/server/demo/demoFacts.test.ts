import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { refusalOfWrite } from '../../../src/lib/domain/checkFact.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { Log } from '../../../src/lib/domain/log.ts';
import { messageView } from '../../../src/lib/domain/views/message.ts';
import { shiftView } from '../../../src/lib/domain/views/shift.ts';
import { makeDemoActivity } from '../../../server/demo/demoActivity.ts';
import { makeDemoDirectory } from '../../../server/demo/demoDirectory.ts';
import { demoFacts } from '../../../server/demo/demoFacts.ts';

const NOW = Date.parse('2026-11-18T09:00:00.000Z');
const directory = makeDemoDirectory(1, new Date(NOW));
const activity = makeDemoActivity(directory, new Date(NOW), 1);
const facts = demoFacts(directory, activity, (length) => new Uint8Array(randomBytes(length)), NOW);
const log = new Log();
log.add(facts);

const ofType = <Type extends Fact['type']>(type: Type) =>
	facts.filter((fact): fact is Extract<Fact, { type: Type }> => fact.type === type);

describe('the facts of the demo', () => {
	it('are facts that a device could have sent, none of them from the future', () => {
		expect(facts.map((fact) => refusalOfWrite(fact, 'demo', NOW)).filter(Boolean)).toEqual([]);
		expect(Math.max(...facts.map(({ at }) => Date.parse(at)))).toBeLessThanOrEqual(NOW);
	});

	it('hold a message for each intent, and what became of it has an effect', () => {
		expect(ofType('message')).toHaveLength(activity.messages.length);
		const views = ofType('message').map(({ _id }) => messageView(log.subject(_id), NOW));
		const answered = (answer: 'done' | 'withdrawn' | 'transferred') =>
			activity.messages.filter((intent) => intent[answer]).length;
		expect(views.filter((view) => view?.withdrawn)).toHaveLength(answered('withdrawn'));
		expect(views.filter((view) => view?.done)).toHaveLength(answered('done'));
		expect(views.filter((view) => view?.transferred)).toHaveLength(answered('transferred'));
		expect(views.filter((view) => view?.block?.lifted)).toHaveLength(
			activity.messages.filter(({ lifted }) => lifted).length
		);
	});

	it('assign messages to the checks during which they were written', () => {
		const checks = new Set(ofType('checkStarted').map(({ _id }) => _id));
		const assigned = ofType('message').flatMap(({ check }) => check ?? []);
		expect(assigned).toHaveLength(activity.messages.filter(({ check }) => check !== undefined).length);
		expect(assigned.filter((check) => !checks.has(check))).toEqual([]);
	});

	it('are a few shifts among others', () => {
		expect(ofType('shiftStarted').length).toBeGreaterThan(50);
		expect(ofType('shiftStarted').length).toBeLessThan(ofType('message').length);
	});

	it('were each written in a shift of their author, which was open then, for the last two weeks', () => {
		const shifts = new Map(ofType('shiftStarted').map(({ _id }) => [_id, shiftView(log.subject(_id))]));
		for (const fact of facts) {
			if (fact.type === 'shiftStarted' || Date.parse(fact.at) < NOW - 13 * 86_400_000) continue;
			const shift = shifts.get(fact.shift ?? '');
			expect(shift?.author.id).toBe(fact.author.id);
			expect(shift && shift.since <= fact.at && (shift.until ?? fact.at) >= fact.at).toBe(true);
		}
	});
});
