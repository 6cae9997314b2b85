import { describe, expect, test } from 'vitest';
import { liftBlock } from '../../../../src/lib/domain/commands/aboutMessage.ts';
import type { Fact } from '../../../../src/lib/domain/facts/registry.ts';
import {
	blockGroupOf,
	isBlock,
	sortedBlocks,
	type BlockMessage
} from '../../../../src/lib/domain/views/blockList.ts';
import { messageView } from '../../../../src/lib/domain/views/message.ts';
import { messageFact, REASON } from '../messages.ts';
import { ANNA, DAY, NOW, subjectFrom, writerOf } from '../writer.ts';

const iso = (at: number) => new Date(at).toISOString();
const blockUntil = (until: number | undefined, at = NOW) =>
	messageFact(
		{ kind: 'block', block: { reason: REASON, until: until === undefined ? undefined : iso(until) } },
		writerOf(ANNA, at)
	);
const viewOf = (now: number, ...facts: [Fact, ...Fact[]]): BlockMessage => {
	const view = messageView(subjectFrom(...facts), now);
	if (!view || !isBlock(view)) throw new Error('no block');
	return view;
};
const groupAt = (now: number, ...facts: [Fact, ...Fact[]]) => blockGroupOf(viewOf(now, ...facts).block, now);

describe('S11c the list of blocks', () => {
	test('S11c seven days before its end a block is about to end, to the millisecond', () => {
		const block = blockUntil(NOW + 10 * DAY);
		expect(groupAt(NOW + 3 * DAY - 1, block)).toBe('active');
		expect(groupAt(NOW + 3 * DAY, block)).toBe('ending');
		expect(groupAt(NOW + 10 * DAY - 1, block)).toBe('ending');
		expect(groupAt(NOW + 10 * DAY, block)).toBe('past');
		expect(groupAt(NOW + 1000 * DAY, blockUntil(undefined))).toBe('active');
	});

	test('S17 a lifted one is past, whatever its end', () => {
		const block = blockUntil(undefined);
		expect(groupAt(NOW, block, liftBlock(writerOf(), subjectFrom(block)))).toBe('past');
	});

	test('S11c those that end come by their end, past ones by when they stopped, the others by when they were set', () => {
		const [soon, later] = [blockUntil(NOW + DAY), blockUntil(NOW + 2 * DAY, NOW - DAY)].map((fact) =>
			viewOf(NOW, fact)
		);
		if (!soon || !later) throw new Error('no blocks');
		expect(sortedBlocks('ending', [later, soon])).toEqual([soon, later]);
		expect(sortedBlocks('active', [later, soon])).toEqual([soon, later]);
		const ended = viewOf(NOW, blockUntil(NOW - 2 * DAY, NOW - 4 * DAY));
		const endless = blockUntil(undefined, NOW - 5 * DAY);
		const lifted = viewOf(NOW, endless, liftBlock(writerOf(ANNA, NOW - DAY), subjectFrom(endless)));
		expect(sortedBlocks('past', [ended, lifted])).toEqual([lifted, ended]);
	});
});
