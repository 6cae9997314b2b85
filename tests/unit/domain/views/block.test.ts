import { describe, expect, test } from 'vitest';
import { liftBlock, withdrawMessage } from '../../../../src/lib/domain/commands/aboutMessage.ts';
import type { Fact } from '../../../../src/lib/domain/facts/registry.ts';
import { blockView } from '../../../../src/lib/domain/views/block.ts';
import { messageFact, REASON, valueOf } from '../messages.ts';
import { ANNA, BERND, DAY, NOW, subjectFrom, writerOf } from '../writer.ts';

const END = NOW + 5 * DAY;
const timed = messageFact({ kind: 'block', block: { reason: REASON, until: new Date(END).toISOString() } });
const endless = messageFact({ kind: 'block', block: { reason: REASON } });
const stateAt = (now: number, ...facts: [Fact, ...Fact[]]) => blockView(subjectFrom(...facts), now)?.state;

describe('R8 a block as it stands at an instant', () => {
	test('R8 it is active up to the last millisecond and ended at the very instant', () => {
		expect(stateAt(NOW, timed)).toBe('active');
		expect(stateAt(END - 1, timed)).toBe('active');
		expect(stateAt(END, timed)).toBe('ended');
		expect(stateAt(END + 1, timed)).toBe('ended');
	});

	test('R8 without end it stays', () => {
		expect(stateAt(NOW + 10_000 * DAY, endless)).toBe('active');
		expect(blockView(subjectFrom(endless), NOW)?.until).toBeUndefined();
	});

	test('R5 lifted, it says by whom and why, and stays lifted after its end', () => {
		const lift = liftBlock(writerOf(BERND, NOW + DAY), subjectFrom(timed), 'IBAN nachgereicht');
		expect(blockView(subjectFrom(timed, lift), NOW + DAY)).toEqual({
			message: timed._id,
			reason: REASON,
			told: 'Fehlende Bankdaten',
			reserved: false,
			until: new Date(END).toISOString(),
			state: 'lifted',
			lifted: { by: BERND, at: lift.at, reason: 'IBAN nachgereicht' },
			messageWithdrawn: false
		});
		expect(stateAt(END + DAY, timed, lift)).toBe('lifted');
	});

	test('A1 a withdrawn block message does not lift', () => {
		const withdrawn = valueOf(withdrawMessage(writerOf(ANNA), subjectFrom(endless), 'Falscher Kunde'));
		const view = blockView(subjectFrom(endless, withdrawn), NOW);
		expect(view).toMatchObject({ state: 'active', messageWithdrawn: true, lifted: undefined });
	});

	test('A1 a withdrawal without effect does not count', () => {
		const withdrawn = valueOf(withdrawMessage(writerOf(BERND), subjectFrom(endless), 'Falscher Kunde'));
		expect(blockView(subjectFrom(endless, withdrawn), NOW)?.messageWithdrawn).toBe(false);
	});

	test('a message of another kind is no block, even where somebody lifted it', () => {
		const other = messageFact();
		expect(blockView(subjectFrom(other, liftBlock(writerOf(), subjectFrom(other))), NOW)).toBeUndefined();
	});
});
