import { describe, expect, test } from 'vitest';
import {
	completeMessage,
	identifyPerson,
	liftBlock,
	markTransferred,
	reassignMessage,
	reopenMessage,
	withdrawMessage
} from '../../../../src/lib/domain/commands/aboutMessage.ts';
import { refusalOfShape } from '../../../../src/lib/domain/checkFact.ts';
import type { Fact } from '../../../../src/lib/domain/facts/registry.ts';
import type { Subject } from '../../../../src/lib/domain/fold.ts';
import type { Writer } from '../../../../src/lib/domain/issue.ts';
import { messageFact, REASON, valueOf, WELS } from '../messages.ts';
import { NOW, subjectFrom, writerOf } from '../writer.ts';

const message = messageFact({ kind: 'block', block: { reason: REASON } });

const COMMANDS: Record<string, (writer: Writer, subject: Subject) => Fact> = {
	done: completeMessage,
	reopened: reopenMessage,
	reassigned: (writer, subject) => reassignMessage(writer, subject, WELS),
	withdrawn: (writer, subject) => valueOf(withdrawMessage(writer, subject, 'doppelt')),
	lifted: (writer, subject) => liftBlock(writer, subject),
	identified: (writer, subject) => identifyPerson(writer, subject, { kind: 'contact', id: '1', name: '' }),
	transferred: (writer, subject) => markTransferred(writer, subject, 'https://board.example/t/1')
};

describe('what is done with a saved message', () => {
	test.each(Object.entries(COMMANDS))(
		'R3 %s speaks of the message, at its site, and names what it has seen',
		(type, command) => {
			const first = command(writerOf(), subjectFrom(message));
			expect(first).toMatchObject({ type, about: message._id, site: 'WEL', deviceSite: 'LNU' });
			expect(first.after).toBeUndefined();
			expect(refusalOfShape({ ...first })).toBeUndefined();
			const second = command(writerOf(undefined, NOW + 1), subjectFrom(message, first));
			expect(second.after).toEqual([first._id]);
			expect(refusalOfShape({ ...second })).toBeUndefined();
		}
	);

	test.each([
		['', 'missing'],
		[' \u0000 ', 'missing'],
		['a'.repeat(201), 'too-long']
	])('a withdrawal needs a reason of a line: %j', (reason, problem) => {
		expect(withdrawMessage(writerOf(), subjectFrom(message), reason)).toEqual({
			ok: false,
			problems: [{ field: 'reason', problem }]
		});
	});

	test('F7 reasons are cleaned, and blanks are none', () => {
		const subject = subjectFrom(message);
		expect(withdrawMessage(writerOf(), subject, ' zwei\nZeilen ')).toMatchObject({
			value: { reason: 'zwei Zeilen' }
		});
		expect(liftBlock(writerOf(), subject, ' bezahlt ')).toMatchObject({ reason: 'bezahlt' });
		expect(liftBlock(writerOf(), subject, '  ')).not.toHaveProperty('reason');
	});

	test('an identification keeps the person as a fact can', () => {
		const fact = identifyPerson(writerOf(), subjectFrom(message), { kind: 'contact', id: '4711', name: ' ' });
		expect(fact).toMatchObject({ contact: { kind: 'contact', id: '4711', name: '4711' } });
	});
});
