import { describe, expect, test } from 'vitest';
import { accessCalls, type KnownBlock } from '../../../src/lib/domain/accessCalls.ts';
import { ANNA, DAY, NOW } from './writer.ts';
import { REASON } from './messages.ts';

const at = (days: number): string => new Date(NOW + days * DAY).toISOString();

function known(
	message: string,
	told: KnownBlock['told'],
	changes: Partial<KnownBlock['block']> = {},
	corrected?: KnownBlock['corrected']
): KnownBlock {
	const block = { message, reason: REASON, until: undefined, state: 'active' as const, lifted: undefined };
	return {
		block: { ...block, messageWithdrawn: false, ...changes } as KnownBlock['block'],
		at: at(-2),
		source: message,
		corrected,
		liftedBy: changes.state === 'lifted' ? `lift of ${message}` : undefined,
		told
	};
}
const lifted = (days: number) => ({
	state: 'lifted' as const,
	lifted: { by: ANNA, at: at(days), reason: undefined }
});
const ended = (days: number) => ({ state: 'ended' as const, until: at(days) });

describe('what the access control is told (S11c, S17)', () => {
	test('a block, once', () => {
		const call = { key: 'a', action: 'block', message: 'a', at: at(-2), until: undefined };
		expect(accessCalls([known('a', 'nothing')])).toEqual([call]);
		expect(accessCalls([known('a', 'block')])).toEqual([]);
	});

	test('a lift by the fact that lifted, the end of a timed block by its message', () => {
		expect(accessCalls([known('a', 'block', lifted(-1))])).toEqual([
			{ key: 'lift of a', action: 'lift', message: 'a', at: at(-1) }
		]);
		expect(accessCalls([known('a', 'block', ended(-1))])).toEqual([
			{ key: 'a:end', action: 'end', message: 'a', at: at(-1) }
		]);
	});

	test('what was lifted before anybody was told is not told at all', () => {
		expect(accessCalls([known('a', 'nothing', lifted(-1)), known('b', 'nothing', ended(-1))])).toEqual([]);
	});

	test('whoever is locked out by another block is not let in by the lift of one', () => {
		expect(accessCalls([known('a', 'block', lifted(-1)), known('b', 'block')])).toEqual([]);
		expect(accessCalls([known('a', 'block', ended(-1)), known('b', 'nothing')])).toMatchObject([
			{ action: 'block', message: 'b' }
		]);
	});

	test('the last to go lets in, for all', () => {
		const blocks = [known('a', 'block', lifted(-1)), known('b', 'block', ended(-3))];
		expect(accessCalls(blocks)).toEqual([{ key: 'lift of a', action: 'lift', message: 'a', at: at(-1) }]);
		expect(accessCalls([known('a', 'release', lifted(-1)), known('b', 'release', ended(-3))])).toEqual([]);
	});

	test('a block beside another says until when the door is shut by both', () => {
		const a = known('a', 'block', { until: at(9) });
		expect(accessCalls([a, known('b', 'nothing', { until: at(3) })])).toMatchObject([{ until: at(9) }]);
		expect(accessCalls([a, known('b', 'nothing')])[0]?.until).toBeUndefined();
	});

	test('whoever was only taken for somebody else is let in, whether it still stands or not', () => {
		const corrected = { by: 'found out', at: at(-1) };
		const release = { key: 'found out:lift', action: 'lift', message: 'a', at: at(-1) };
		expect(accessCalls([known('a', 'block', {}, corrected)])).toEqual([release]);
		expect(accessCalls([known('a', 'block', lifted(0), corrected)])).toEqual([release]);
		expect(accessCalls([known('a', 'nothing', {}, corrected)])).toEqual([]);
		expect(accessCalls([known('a', 'block', {}, corrected), known('b', 'block')])).toEqual([]);
	});

	test('who was found out later is locked out under the id of what says so', () => {
		expect(accessCalls([{ ...known('a', 'nothing'), source: 'found out' }])).toMatchObject([
			{ key: 'found out', action: 'block', message: 'a' }
		]);
	});

	test('a withdrawn message does not lift', () => {
		expect(accessCalls([known('a', 'block', { messageWithdrawn: true })])).toEqual([]);
	});
});
