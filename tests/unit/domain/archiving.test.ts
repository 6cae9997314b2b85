import { describe, expect, test } from 'vitest';
import { placeOf, type ArchiveGround } from '../../../src/lib/domain/archiving.ts';
import {
	archiveMessage,
	completeMessage,
	liftBlock,
	markTransferred,
	reopenMessage,
	withdrawMessage
} from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { MessageInput } from '../../../src/lib/domain/commands/logMessage.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import type { Author } from '../../../src/lib/domain/facts/fields.ts';
import { headsOf, type Subject } from '../../../src/lib/domain/fold.ts';
import { issue } from '../../../src/lib/domain/issue.ts';
import { messageFact, REASON, RULE, valueOf } from './messages.ts';
import { ANNA, DAY, LEAD, NOW, subjectFrom, writerOf } from './writer.ts';

const CHECK = '019a0000-0000-7000-8000-000000000000-aaaaaaaaaaaaaaaaaaaaaaaaaa';
const SERVER: Author = { id: 'server', name: 'Dienstbuch', role: 'server' };

function ground(changes: Partial<ArchiveGround> = {}): ArchiveGround {
	const connected = { accessConnected: true, boardKinds: undefined };
	return { now: NOW, afterDays: 90, checkIsSettled: () => true, ...connected, ...changes };
}

/** Written so many days ago. */
const ago = (days: number, author = ANNA) => writerOf(author, NOW - days * DAY);

type Then = (message: Subject) => Fact;

/** A message of so many days ago, and what was said of it since, one after the other. */
function message(days: number, input: Partial<MessageInput> = {}, ...then: Then[]): Subject {
	let facts: [Fact, ...Fact[]] = [messageFact(input, ago(days))];
	for (const next of then) facts = [...facts, next(subjectFrom(...facts))];
	return subjectFrom(...facts);
}

const information: Partial<MessageInput> = { forInformation: true, assignee: undefined };
const block: Partial<MessageInput> = { ...information, kind: 'block', block: { reason: REASON } };
const done =
	(days: number): Then =>
	(it) =>
		completeMessage(ago(days), it);
const archived =
	(days: number): Then =>
	(it) =>
		archiveMessage(ago(days, LEAD), it, true);
const restored =
	(days: number): Then =>
	(it) =>
		archiveMessage(ago(days, LEAD), it, false);

describe('what goes to the archive (S20)', () => {
	test.each<[string, Subject, 'messages' | 'archive' | 'either']>([
		['for information, old enough', message(91, information), 'archive'],
		['for information, not old enough', message(89, information), 'either'],
		['done, and nothing said since', message(200, {}, done(91)), 'archive'],
		['done, but not for so long', message(200, {}, done(89)), 'either'],
		['withdrawn', message(200, {}, (it) => valueOf(withdrawMessage(ago(91), it, 'Irrtum'))), 'archive'],
		['a task that is open', message(900), 'messages'],
		[
			'one that was opened again',
			message(900, {}, done(800), (it) => reopenMessage(ago(700), it)),
			'messages'
		],
		['a block that stands', message(900, block), 'messages'],
		['a block that was lifted', message(900, block, (it) => liftBlock(ago(91), it)), 'archive'],
		[
			'a withdrawn message whose block stands',
			message(900, block, (it) => valueOf(withdrawMessage(ago(800), it, 'Irrtum'))),
			'messages'
		],
		[
			'a violation that still counts',
			message(364, { ...information, kind: 'violation', rule: RULE }),
			'messages'
		],
		[
			'a violation of more than 12 months',
			message(366, { ...information, kind: 'violation', rule: RULE }),
			'archive'
		],
		[
			'an incident with a rule counts too',
			message(364, { ...information, kind: 'camera', rule: RULE }),
			'messages'
		],
		['an incident without a rule does not', message(364, { ...information, kind: 'camera' }), 'archive']
	])('%s', (_what, subject, place) => expect(placeOf(subject, ground())).toBe(place));

	test('an incident of a check that is not settled stays', () => {
		const subject = message(200, { ...information, kind: 'camera', check: CHECK });
		expect(placeOf(subject, ground())).toBe('archive');
		expect(placeOf(subject, ground({ checkIsSettled: (id) => id !== CHECK }))).toBe('messages');
	});

	test('the setting counts the days', () => {
		expect(placeOf(message(31, information), ground({ afterDays: 30 }))).toBe('archive');
	});
});

describe('by hand', () => {
	test('a lead archives at any age, staff do not (A3 by the fold)', () => {
		expect(placeOf(message(1, information, archived(0)), ground())).toBe('archive');
		const byStaff = message(1, information, (it) => archiveMessage(ago(0), it, true));
		expect(placeOf(byStaff, ground())).toBe('either');
	});

	test('what somebody still needs stays all the same', () => {
		expect(placeOf(message(1, {}, archived(0)), ground())).toBe('messages');
		expect(placeOf(message(1, block, archived(0)), ground())).toBe('messages');
	});

	test('what was taken out stays out, until it is old again', () => {
		expect(placeOf(message(300, information, archived(200), restored(10)), ground())).toBe('messages');
		expect(placeOf(message(300, information, archived(200), restored(91)), ground())).toBe('archive');
		expect(placeOf(message(300, information, restored(10), archived(5)), ground())).toBe('archive');
	});

	test('what is no message belongs nowhere', () => {
		const root = messageFact(information, ago(100));
		const orphan = completeMessage(ago(100), subjectFrom(root));
		expect(placeOf(subjectFrom(orphan), ground())).toBe('either');
	});
});

describe('what is still to be told elsewhere stays', () => {
	const told =
		(days: number, action: 'block' | 'lift' | 'end', outcome: 'requested' | 'confirmed' | 'refused'): Then =>
		(it) => {
			const after = headsOf(it, 'access');
			return issue(ago(days, SERVER), {
				type: 'accessReported',
				site: 'WEL',
				about: it.id,
				action,
				outcome,
				after
			});
		};
	const blocked = [told(200, 'block', 'requested'), told(199, 'block', 'confirmed')];
	const lifted: Then = (it) => liftBlock(ago(100), it);

	test.each<[string, Then[], 'messages' | 'archive']>([
		['a lift that nobody has told the access control', [...blocked, lifted], 'messages'],
		['a lift that it has not answered', [...blocked, lifted, told(99, 'lift', 'requested')], 'messages'],
		['a block that may have reached it', [told(200, 'block', 'requested'), lifted], 'messages'],
		[
			'a lift that it has heard of',
			[...blocked, lifted, told(99, 'lift', 'requested'), told(98, 'lift', 'confirmed')],
			'archive'
		],
		[
			'a block that it refused',
			[told(200, 'block', 'requested'), told(199, 'block', 'refused'), lifted],
			'archive'
		],
		['a block that it never heard of', [lifted], 'archive']
	])('%s', (_what, then, place) => {
		expect(placeOf(message(900, block, ...then), ground())).toBe(place);
		expect(placeOf(message(900, block, ...then, archived(0)), ground())).toBe(place);
		expect(placeOf(message(900, block, ...then), ground({ accessConnected: false }))).toBe('archive');
	});

	test('an end by itself, too', () => {
		const timed = { ...block, block: { reason: REASON, until: new Date(NOW - 95 * DAY).toISOString() } };
		expect(placeOf(message(900, timed, ...blocked), ground())).toBe('messages');
	});

	test('what nobody has carried over to the board yet (S19)', () => {
		const feedback = { ...information, kind: 'feedback', channel: 'phone' } as const;
		const board = ground({ boardKinds: ['feedback'] });
		const transferred: Then = (it) => markTransferred(ago(95), it);
		expect(placeOf(message(200, feedback), board)).toBe('either');
		expect(placeOf(message(200, feedback), ground())).toBe('archive');
		expect(placeOf(message(200, { ...feedback, board: false }), board)).toBe('archive');
		expect(placeOf(message(200, { ...information, board: true }), board)).toBe('either');
		expect(placeOf(message(200, feedback, transferred), board)).toBe('archive');
		expect(placeOf(message(200, feedback, archived(0)), board)).toBe('archive');
	});
});
