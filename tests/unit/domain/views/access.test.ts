import { describe, expect, test } from 'vitest';
import { liftBlock } from '../../../../src/lib/domain/commands/aboutMessage.ts';
import type { Author } from '../../../../src/lib/domain/facts/fields.ts';
import type { Fact } from '../../../../src/lib/domain/facts/registry.ts';
import { issue } from '../../../../src/lib/domain/issue.ts';
import { accessStanding } from '../../../../src/lib/domain/views/access.ts';
import { messageView } from '../../../../src/lib/domain/views/message.ts';
import { messageFact, REASON } from '../messages.ts';
import { ANNA, DAY, MINUTE, NOW, subjectFrom, writerOf } from '../writer.ts';

const SERVER: Author = { id: 'server', name: 'Dienstbuch', role: 'server' };
const until = new Date(NOW + 5 * DAY).toISOString();
const block = messageFact({ kind: 'block', block: { reason: REASON, until } });
const lift = liftBlock(writerOf(ANNA, NOW + MINUTE), subjectFrom(block));

function reported(
	action: 'block' | 'lift' | 'end',
	outcome: 'requested' | 'confirmed' | 'refused',
	reason?: string
): Fact {
	return issue(writerOf(SERVER, NOW + 2 * MINUTE), {
		type: 'accessReported',
		site: 'WEL',
		about: block._id,
		action,
		outcome,
		reason
	});
}

function standing(connected: boolean, now: number, ...facts: [Fact, ...Fact[]]) {
	const view = messageView(subjectFrom(...facts), now);
	return view && accessStanding(view, connected);
}

describe('S11c what the access control has made of a block', () => {
	test('S11c without one, a block is documented and nothing else; its end needs nobody', () => {
		expect(standing(false, NOW, block)).toBe('documented');
		expect(standing(false, NOW, block, lift)).toBeUndefined();
		expect(standing(false, NOW + 5 * DAY, block)).toBeUndefined();
		expect(standing(true, NOW, messageFact())).toBeUndefined();
	});

	test('S11c with one, it is told, asks, confirms or refuses in its own words', () => {
		const seen = (...facts: Fact[]) => standing(true, NOW, block, ...facts);
		expect(seen()).toEqual({ action: 'block', outcome: 'pending', reason: undefined });
		expect(seen(reported('block', 'requested'))).toMatchObject({ action: 'block', outcome: 'requested' });
		expect(seen(reported('block', 'confirmed'))).toMatchObject({ action: 'block', outcome: 'confirmed' });
		expect(seen(reported('block', 'refused', 'Karte unbekannt'))).toEqual({
			action: 'block',
			outcome: 'refused',
			reason: 'Karte unbekannt'
		});
	});

	test('S17 what it said to the block does not speak for its lifting or its end', () => {
		const confirmed = reported('block', 'confirmed');
		expect(standing(true, NOW, block, lift, confirmed)).toMatchObject({
			action: 'release',
			outcome: 'pending'
		});
		expect(standing(true, NOW + 5 * DAY, block, confirmed)).toMatchObject({
			action: 'release',
			outcome: 'pending'
		});
		expect(standing(true, NOW, block, lift, reported('lift', 'confirmed'))).toMatchObject({
			action: 'release',
			outcome: 'confirmed'
		});
		expect(standing(true, NOW + 5 * DAY, block, reported('end', 'requested'))).toMatchObject({
			action: 'release',
			outcome: 'requested'
		});
	});

	test('S11c what was said while one was connected stands after it is not any more', () => {
		expect(standing(false, NOW, block, reported('block', 'confirmed'))).toMatchObject({
			outcome: 'confirmed'
		});
	});
});
