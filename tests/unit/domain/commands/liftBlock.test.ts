import { describe, expect, test } from 'vitest';
import { liftBlock } from '../../../../src/lib/domain/commands/aboutMessage.ts';
import { liftReserved, type ReservedLift } from '../../../../src/lib/domain/commands/liftBlock.ts';
import { foldSubject } from '../../../../src/lib/domain/fold.ts';
import { Log } from '../../../../src/lib/domain/log.ts';
import { blockView } from '../../../../src/lib/domain/views/block.ts';
import { messageView } from '../../../../src/lib/domain/views/message.ts';
import { messageFact, REASON, valueOf, WELS } from '../messages.ts';
import { ANNA, BERND, LEAD, MINUTE, NOW, subjectFrom, writerOf } from '../writer.ts';

const block = messageFact({ kind: 'block', block: { reason: REASON, reserved: true } });
const subject = subjectFrom(block);
const input: ReservedLift = {
	reason: ' bar  bezahlt ',
	lead: WELS,
	contact: block.contact,
	text: 'Sperre „Fehlende Bankdaten“ aufgehoben: bar bezahlt'
};
const by = (author = ANNA, after = 0, device = 'tablet-1') => writerOf(author, NOW + after, device);

describe('S17 a block with a reserved reason', () => {
	test('S17 A6 is lifted by staff with a reason, which becomes a task of the lead', () => {
		const [lift, task] = valueOf(liftReserved(by(), subject, input));
		expect(lift).toMatchObject({ type: 'lifted', about: block._id, reason: 'bar bezahlt' });
		expect(task).toMatchObject({
			type: 'message',
			kind: 'internal',
			site: 'WEL',
			contact: block.contact,
			assignee: WELS,
			forInformation: false,
			board: false,
			refersTo: block._id
		});
		expect(blockView(foldSubject(block._id, [block, lift ?? block]), NOW)?.state).toBe('lifted');
	});

	test.each([
		['', 'missing'],
		['  \n', 'missing'],
		['x'.repeat(201), 'too-long']
	])('S17 the reason is asked for: %j', (reason, problem) => {
		expect(liftReserved(by(), subject, { ...input, reason })).toEqual({
			ok: false,
			problems: [{ field: 'reason', problem }]
		});
	});

	test('S17 R5 lifted on two devices at once, it is lifted once, credited to the earlier, the same everywhere', () => {
		const [first] = valueOf(liftReserved(by(ANNA), subject, input));
		const second = liftBlock(by(LEAD, MINUTE, 'tablet-2'), subject);
		const facts = [block, first ?? block, second];
		const one = blockView(foldSubject(block._id, facts), NOW);
		expect(blockView(foldSubject(block._id, facts.toReversed()), NOW)).toEqual(one);
		expect(one?.lifted).toMatchObject({ by: ANNA, reason: 'bar bezahlt' });
	});

	test('S11c a lift speaks of its block alone: one that is set meanwhile on another device stands', () => {
		const other = messageFact({ kind: 'block', block: { reason: REASON } }, by(BERND, MINUTE, 'tablet-2'));
		const lift = liftBlock(by(LEAD, MINUTE), subject);
		const log = new Log();
		log.add([lift, other, block]);
		const stateOf = (id: string) => messageView(log.subject(id), NOW)?.block?.state;
		expect([stateOf(block._id), stateOf(other._id)]).toEqual(['lifted', 'active']);
	});
});
