import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Person } from '../../../../src/lib/domain/facts/fields.ts';
import { repeatOffenders } from '../../../../src/lib/domain/reports/offenders.ts';
import { anyMessages, withdrawnSince, written } from './counted.ts';

const NOW = Date.parse('2026-11-24T10:00:00.000Z');
const alone = (id: string) => [id];
const person = (id: string, name = `Kunde ${id}`): Person => ({ kind: 'contact', id, name });
const violation = (at: string, contact: Person, site = 'WEL') =>
	written(at, { kind: 'violation', contact, site });

describe('repeat offenders', () => {
	test('have two violations or more within twelve months', () => {
		const messages = [
			violation('2026-11-01T10:00:00.000Z', person('1', 'Huber, Eva'), 'LNU'),
			violation('2026-11-02T10:00:00.000Z', person('1', 'Moser, Eva')),
			violation('2026-11-01T10:00:00.000Z', person('2')),
			violation('2025-11-24T09:59:59.000Z', person('2')),
			violation('2026-11-01T10:00:00.000Z', person('3')),
			withdrawnSince('2026-11-02T10:00:00.000Z', { kind: 'violation', contact: person('3') })
		];
		expect(repeatOffenders(messages, NOW, alone)).toEqual([
			{
				contact: '1',
				name: 'Moser, Eva',
				violations: 2,
				latest: '2026-11-02T10:00:00.000Z',
				sites: ['LNU', 'WEL']
			}
		]);
	});

	test('what was written under the old KundenID counts for the new one', () => {
		const messages = [
			violation('2026-11-01T10:00:00.000Z', person('old')),
			violation('2026-11-02T10:00:00.000Z', person('new'))
		];
		const linked = () => ['new', 'old'];
		expect(repeatOffenders(messages, NOW, alone)).toEqual([]);
		expect(repeatOffenders(messages, NOW, linked)).toMatchObject([{ contact: 'new', violations: 2 }]);
	});

	test('persons whom nobody knows are not one person', () => {
		const unknown: Person = { kind: 'unknown', name: 'roter Pullover' };
		const messages = [1, 2, 3].map((day) => violation(`2026-11-0${day}T10:00:00.000Z`, unknown));
		expect(repeatOffenders(messages, NOW, alone)).toEqual([]);
	});

	test('of one site are those who broke a rule there, with all that they broke anywhere', () => {
		const messages = [
			violation('2026-11-01T10:00:00.000Z', person('1'), 'LNU'),
			violation('2026-11-02T10:00:00.000Z', person('1'), 'WEL')
		];
		expect(repeatOffenders(messages, NOW, alone, 'LNU')).toMatchObject([{ violations: 2 }]);
		expect(repeatOffenders(messages, NOW, alone, 'LIS')).toEqual([]);
	});

	test('the order in which the messages come does not matter', () => {
		const shuffled = anyMessages.chain((messages) =>
			fc.tuple(fc.constant(messages), fc.shuffledSubarray(messages, { minLength: messages.length }))
		);
		fc.assert(
			fc.property(shuffled, ([messages, others]) => {
				expect(repeatOffenders(others, NOW, alone)).toEqual(repeatOffenders(messages, NOW, alone));
			}),
			{ numRuns: 60 }
		);
	});
});
