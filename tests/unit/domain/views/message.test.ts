import { describe, expect, test } from 'vitest';
import {
	completeMessage,
	identifyPerson,
	markTransferred,
	reassignMessage,
	reopenMessage,
	withdrawMessage
} from '../../../../src/lib/domain/commands/aboutMessage.ts';
import type { Person } from '../../../../src/lib/domain/facts/fields.ts';
import type { Fact } from '../../../../src/lib/domain/facts/registry.ts';
import { foldSubject } from '../../../../src/lib/domain/fold.ts';
import { issue } from '../../../../src/lib/domain/issue.ts';
import { contactIdOf, isViolation, messageView } from '../../../../src/lib/domain/views/message.ts';
import { messageFact, RULE, valueOf, WELS } from '../messages.ts';
import { ANNA, BERND, LEAD, NOW, subjectFrom, writerOf } from '../writer.ts';

const message = messageFact();
const open = subjectFrom(message);
const view = (...facts: [Fact, ...Fact[]]) => messageView(subjectFrom(...facts), NOW);
const mila: Person = { kind: 'contact', id: '104711', name: 'Đorđević, Mila' };
const marie: Person = { kind: 'contact', id: '104712', name: 'Novák, Marie' };

describe('the message as the screens show it', () => {
	test('R7 shows nothing before the message itself has arrived', () => {
		expect(messageView(undefined, NOW)).toBeUndefined();
		expect(messageView(foldSubject(message._id, [completeMessage(writerOf(), open)]), NOW)).toBeUndefined();
	});

	test('a message just saved is open', () => {
		expect(view(message)).toEqual({
			id: message._id,
			fact: message,
			contact: mila,
			identified: undefined,
			assignee: WELS,
			state: 'open',
			done: undefined,
			withdrawn: undefined,
			transferred: undefined,
			check: undefined,
			block: undefined,
			archived: false,
			board: undefined,
			pictures: [],
			access: undefined
		});
	});

	test("S3 nur zur Kenntnis is nobody's task, and may be done all the same", () => {
		const note = messageFact({ assignee: undefined, forInformation: true });
		expect(view(note)).toMatchObject({ state: 'information', assignee: undefined });
		expect(view(note, completeMessage(writerOf(), subjectFrom(note)))?.state).toBe('done');
	});

	test('R3 done and reopened, and done again', () => {
		const done = completeMessage(writerOf(BERND, NOW), open);
		const reopened = reopenMessage(writerOf(ANNA, NOW + 1), subjectFrom(message, done));
		const again = completeMessage(writerOf(ANNA, NOW + 2), subjectFrom(message, done, reopened));
		expect(view(message, done)).toMatchObject({ state: 'done', done: { by: BERND, at: done.at } });
		expect(view(message, done, reopened)).toMatchObject({ state: 'open', done: undefined });
		expect(view(message, done, reopened, again)).toMatchObject({ state: 'done', done: { by: ANNA } });
	});

	test('R5 done by two at once is credited to the earlier', () => {
		const later = completeMessage(writerOf(BERND, NOW + 1), open);
		expect(view(message, later, completeMessage(writerOf(ANNA, NOW), open))?.done?.by).toEqual(ANNA);
	});

	test('A1 withdrawn, it says by whom and why, and is neither open nor done', () => {
		const done = completeMessage(writerOf(), open);
		const withdrawn = valueOf(withdrawMessage(writerOf(LEAD), open, 'Falscher Kunde'));
		expect(view(message, done, withdrawn)).toMatchObject({
			state: 'withdrawn',
			withdrawn: { by: LEAD, at: withdrawn.at, reason: 'Falscher Kunde' }
		});
	});

	test('S9 passed on, it has the new assignee', () => {
		const office = { kind: 'office', id: 'ZEN', name: 'Verwaltung Linz' } as const;
		expect(view(message, reassignMessage(writerOf(), open, office))?.assignee).toEqual(office);
	});

	test('R3 identified, and corrected by somebody who saw the mistake', () => {
		const unknown = messageFact({ contact: { kind: 'unknown', name: 'Mann, rote Jacke' } });
		const first = identifyPerson(writerOf(ANNA, NOW), subjectFrom(unknown), mila);
		const seen = subjectFrom(unknown, first);
		const corrected = identifyPerson(writerOf(BERND, NOW - 5000), seen, marie);
		expect(view(unknown)?.contact).toEqual(unknown.contact);
		expect(view(unknown, first)?.contact).toEqual(mila);
		expect(view(unknown, first, corrected)?.contact).toEqual(marie);
		expect(view(unknown, first, corrected)?.fact.contact).toEqual(unknown.contact);
	});

	test('S16 transferred, with the link where there is one', () => {
		const plain = markTransferred(writerOf(ANNA, NOW), open);
		expect(view(message, plain)?.transferred).toEqual({ by: ANNA, at: plain.at, url: undefined });
		const linked = markTransferred(
			writerOf(ANNA, NOW + 1),
			subjectFrom(message, plain),
			'https://board.example/t/1'
		);
		expect(view(message, plain, linked)?.transferred?.url).toBe('https://board.example/t/1');
	});

	test('S20 archived and restored', () => {
		const say = (type: 'archived' | 'restored', at: number, after?: string[]) =>
			issue(writerOf(LEAD, NOW + at), { type, site: 'WEL', about: message._id, after });
		const archived = say('archived', 0);
		expect(view(message, archived)?.archived).toBe(true);
		expect(view(message, archived, say('restored', -9, [archived._id]))?.archived).toBe(false);
	});

	test('S11b belongs to the check it was written in, until it is assigned to another or to none', () => {
		const incident = messageFact({ kind: 'camera', check: message._id });
		const assign = (check: string | undefined, after?: string[]) =>
			issue(writerOf(), { type: 'assignedToCheck', site: 'WEL', about: incident._id, check, after });
		const moved = assign(incident._id);
		expect(view(incident)?.check).toBe(message._id);
		expect(view(incident, moved)?.check).toBe(incident._id);
		expect(view(incident, moved, assign(undefined, [moved._id]))?.check).toBeUndefined();
	});
});

describe('what is told from a message', () => {
	test('the KundenID is known of contacts alone', () => {
		expect(contactIdOf(mila)).toBe('104711');
		expect(contactIdOf({ kind: 'named', id: '104711', name: 'Mila' })).toBeUndefined();
		expect(contactIdOf({ kind: 'unknown', name: '' })).toBeUndefined();
	});

	test('S11 counted as violations: kind violation, and camera with a rule, unless withdrawn', () => {
		const counts = (...facts: [Fact, ...Fact[]]) => {
			const shown = view(...facts);
			return shown !== undefined && isViolation(shown);
		};
		const violation = messageFact({ kind: 'violation', rule: RULE });
		expect(counts(violation)).toBe(true);
		expect(counts(messageFact({ kind: 'camera', rule: RULE }))).toBe(true);
		expect(counts(messageFact({ kind: 'camera' }))).toBe(false);
		expect(counts(message)).toBe(false);
		const withdrawn = valueOf(withdrawMessage(writerOf(ANNA), subjectFrom(violation), 'Irrtum'));
		expect(counts(violation, withdrawn)).toBe(false);
	});
});
