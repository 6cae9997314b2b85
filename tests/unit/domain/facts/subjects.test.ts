import { describe, expect, test } from 'vitest';
import {
	completeMessage,
	decideBoard,
	liftBlock,
	reassignMessage
} from '../../../../src/lib/domain/commands/aboutMessage.ts';
import { fileCheck, startCheck } from '../../../../src/lib/domain/commands/cameraCheck.ts';
import { issue } from '../../../../src/lib/domain/issue.ts';
import { checkView } from '../../../../src/lib/domain/views/cameraCheck.ts';
import { messageView } from '../../../../src/lib/domain/views/message.ts';
import { messageFact, REASON, valueOf, WELS } from '../messages.ts';
import { LEAD, NOW, subjectFrom, writerOf } from '../writer.ts';

const ROLES = ['staff', 'lead', 'office', 'admin'] as const;
const block = messageFact({ kind: 'block', block: { reason: REASON } });
const check = valueOf(startCheck(writerOf(), { site: 'WEL', mode: 'live', assignee: WELS }));

describe('R9 what a fact may speak of', () => {
	test('R9 a lift of a camera check has no effect and is kept', () => {
		const lift = liftBlock(writerOf(), subjectFrom(check));
		const subject = subjectFrom(check, lift);
		expect(subject.refused).toEqual([{ fact: lift, rule: 'R9' }]);
		expect(subject.facts).toContain(lift);
	});

	test('R9 the task that a filed check left is given to another and done', () => {
		const filed = valueOf(
			fileCheck(writerOf(), subjectFrom(check), { outcome: 'incidents', summary: 'Zwei.', task: WELS })
		);
		expect(checkView(subjectFrom(check, filed))?.task).toMatchObject({ assignee: WELS, state: 'open' });
		const other = { kind: 'person', id: '9', name: 'Leitner, Clara' } as const;
		const reassigned = reassignMessage(writerOf(), subjectFrom(check, filed), other);
		const done = completeMessage(writerOf(LEAD), subjectFrom(check, filed));
		expect(checkView(subjectFrom(check, filed, reassigned, done))?.task).toEqual({
			assignee: other,
			state: 'done',
			done: { by: LEAD, at: done.at }
		});
	});

	test('a check that left nothing to do has no task', () => {
		const filed = valueOf(
			fileCheck(writerOf(), subjectFrom(check), { outcome: 'none', summary: '', task: WELS })
		);
		expect(checkView(subjectFrom(check, filed))?.task).toBeUndefined();
	});
});

describe('A5 what the access control said', () => {
	const report = (role: 'server' | (typeof ROLES)[number]) =>
		issue(writerOf({ id: 'x', name: 'X', role }), {
			type: 'accessReported',
			site: 'WEL',
			about: block._id,
			action: 'block',
			outcome: 'confirmed'
		});

	test('A5 the server says it', () => {
		const fact = report('server');
		expect(messageView(subjectFrom(block, fact), NOW)?.access).toEqual(fact);
	});

	test.each(ROLES)('A5 %s may not', (role) => {
		const fact = report(role);
		expect(messageView(subjectFrom(block, fact), NOW)?.access).toBeUndefined();
		expect(subjectFrom(block, fact).refused).toEqual([{ fact, rule: 'A5' }]);
	});
});

describe('S19 whether a message goes over to the board', () => {
	test('what was decided later overrides the tick', () => {
		const ticked = messageFact({ board: true });
		expect(messageView(subjectFrom(ticked), NOW)?.board).toBe(true);
		const fact = decideBoard(writerOf(), subjectFrom(ticked), false);
		expect(messageView(subjectFrom(ticked, fact), NOW)?.board).toBe(false);
	});
});
