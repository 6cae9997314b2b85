import { describe, expect, test } from 'vitest';
import { LogState } from '../../../src/lib/app/logState.svelte.ts';
import { identifyPerson } from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { Person } from '../../../src/lib/domain/facts/fields.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { messageFact, RULE } from '../domain/messages.ts';
import { ANNA, BERND, NOW, subjectFrom, writerOf } from '../domain/writer.ts';

const UNKNOWN: Person = { kind: 'unknown', name: 'rote Jacke' };
const HUBER: Person = { kind: 'contact', id: '48213', name: 'Huber, Sabine' };
const KAYA: Person = { kind: 'contact', id: '50112', name: 'Kaya, Mehmet' };

const incident = messageFact({ kind: 'camera', rule: RULE, contact: UNKNOWN });
const first = identifyPerson(writerOf(ANNA, NOW + 1000), subjectFrom(incident), HUBER);

/** What a device shows that got the facts in that order. */
function seen(...facts: readonly Fact[]): object {
	const log = new LogState();
	for (const fact of facts) log.add([fact]);
	return {
		ofHuber: log.messagesOf('48213', NOW).map(({ id }) => id),
		ofKaya: log.messagesOf('50112', NOW).map(({ id }) => id),
		violationsOfHuber: log.violationsOf('48213', NOW),
		by: log.message(incident._id, NOW)?.identified?.by.name,
		contact: log.message(incident._id, NOW)?.contact
	};
}

const AS_HUBER = { ofHuber: [incident._id], ofKaya: [], violationsOfHuber: 1, contact: HUBER };
const AS_KAYA = { ofHuber: [], ofKaya: [incident._id], violationsOfHuber: 0, contact: KAYA };

describe('a person who is identified later', () => {
	test('has the incident in the timeline from then on, with who found it out', () => {
		expect(seen(incident)).toMatchObject({ ofHuber: [], contact: UNKNOWN, by: undefined });
		expect(seen(incident, first)).toEqual({ ...AS_HUBER, by: ANNA.name });
		expect(seen(first, incident)).toEqual({ ...AS_HUBER, by: ANNA.name });
	});

	test('R3 is corrected by another identification, even from a device whose clock is behind', () => {
		const correction = identifyPerson(writerOf(BERND, NOW - 5000), subjectFrom(incident, first), KAYA);
		const expected = { ...AS_KAYA, by: BERND.name };
		expect(seen(incident, first, correction)).toEqual(expected);
		expect(seen(correction, first, incident)).toEqual(expected);
	});

	test('R4 two devices that did not know of each other end the same, whatever arrives first', () => {
		const other = identifyPerson(writerOf(BERND, NOW + 2000), subjectFrom(incident), KAYA);
		const expected = { ...AS_KAYA, by: BERND.name };
		expect(seen(incident, first, other)).toEqual(expected);
		expect(seen(incident, other, first)).toEqual(expected);
		expect(seen(other, first, incident)).toEqual(expected);
	});

	test('R4 two who found out the same are one answer, the later, on every device', () => {
		const same = identifyPerson(writerOf(BERND, NOW + 2000), subjectFrom(incident), HUBER);
		const expected = { ...AS_HUBER, by: BERND.name };
		expect(seen(incident, same, first)).toEqual(expected);
		expect(seen(first, incident, same)).toEqual(expected);
	});

	test('taken back, nobody is said to have found anything out', () => {
		const back = identifyPerson(writerOf(ANNA, NOW + 3000), subjectFrom(incident, first), UNKNOWN);
		expect(seen(incident, first, back)).toMatchObject({ ofHuber: [], contact: UNKNOWN, by: undefined });
	});
});
