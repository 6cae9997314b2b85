import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	logMessage,
	problemsOfMessage,
	type MessageInput
} from '../../../../src/lib/domain/commands/logMessage.ts';
import { refusalOfShape } from '../../../../src/lib/domain/checkFact.ts';
import type { Person } from '../../../../src/lib/domain/facts/fields.ts';
import { CHANNELS, MESSAGE_KINDS } from '../../../../src/lib/domain/facts/message.ts';
import { inputWith, messageFact, REASON, RULE, WELS } from '../messages.ts';
import { DAY, MINUTE, NOW, writerOf } from '../writer.ts';

const iso = (instant: number) => new Date(instant).toISOString();
const problems = (changes: Partial<MessageInput>) =>
	problemsOfMessage(inputWith(changes), NOW).map(({ field, problem }) => `${field}: ${problem}`);

describe('S15 what a message needs', () => {
	test('S15 with all required fields nothing is wrong', () => expect(problems({})).toEqual([]));

	test.each([
		['S13 the contact', { contact: undefined }, ['contact: missing']],
		['S13 a name typed by hand', { contact: { kind: 'named', name: ' \n' } }, ['contact: missing']],
		['S13 not too long a name', { contact: { kind: 'named', name: 'n'.repeat(201) } }, ['contact: too-long']],
		[
			'S13 nor KundenID',
			{ contact: { kind: 'named', id: '1'.repeat(65), name: 'n' } },
			['contact: too-long']
		],
		['S13 nor description', { contact: { kind: 'unknown', name: 'n'.repeat(201) } }, ['contact: too-long']],
		['S9 the assignee', { assignee: undefined }, ['assignee: missing']],
		['S10 the text', { text: ' \u0000\r\n ' }, ['text: missing']],
		['S10 not too long a text', { text: 'a'.repeat(10_001) }, ['text: too-long']],
		['S11 the kind', { kind: undefined }, ['kind: missing']],
		['S11c the reason of a block', { kind: 'block' }, ['blockReason: missing']],
		['S11d the house rule', { kind: 'violation' }, ['rule: missing']],
		['S11e the channel', { kind: 'feedback' }, ['channel: missing']],
		['the site', { site: '' }, ['site: missing']]
	] as [string, Partial<MessageInput>, string[]][])('%s', (_what, changes, expected) => {
		expect(problems(changes)).toEqual(expected);
		expect(logMessage(writerOf(), inputWith(changes))).toMatchObject({ ok: false });
	});

	test.each([
		['S3 no assignee where it is nur zur Kenntnis', { assignee: undefined, forInformation: true }],
		['an unknown person needs no description', { contact: { kind: 'unknown', name: '' } }],
		['S11b a camera message needs neither rule nor time nor check', { kind: 'camera' }],
		['S11c ohne Ende sperren', { kind: 'block', block: { reason: REASON } }],
		['S10 a text of 10,000', { text: `  ${'a'.repeat(10_000)}  ` }]
	] as [string, Partial<MessageInput>][])('%s', (_what, changes) => expect(problems(changes)).toEqual([]));

	test('S15 everything that is wrong, in the order of the form', () => {
		const empty = { site: '', text: '', forInformation: false };
		const fields = (kind: MessageInput['kind']) =>
			problemsOfMessage({ ...empty, kind }, NOW).map(({ field }) => field);
		expect(fields(undefined)).toEqual(['contact', 'assignee', 'text', 'kind', 'site']);
		expect(fields('block')).toEqual(['contact', 'assignee', 'text', 'blockReason', 'site']);
		expect(fields('violation')).toEqual(['contact', 'assignee', 'text', 'rule', 'site']);
		expect(fields('feedback')).toEqual(['contact', 'assignee', 'text', 'channel', 'site']);
	});

	test('S11c a block ends in the future', () => {
		const until = (at: number) => problems({ kind: 'block', block: { reason: REASON, until: iso(at) } });
		expect(until(NOW - DAY)).toEqual(['blockUntil: in-the-past']);
		expect(until(NOW)).toEqual(['blockUntil: in-the-past']);
		expect(until(NOW + 1)).toEqual([]);
	});

	test('S11b the footage is not from the future; clocks may differ by a minute', () => {
		const footage = (at: number) => problems({ kind: 'camera', footageAt: iso(at) });
		expect(footage(NOW + MINUTE)).toEqual([]);
		expect(footage(NOW + MINUTE + 1)).toEqual(['footageAt: in-the-future']);
		expect(footage(NOW - 30 * DAY)).toEqual([]);
	});

	test('what was filled in for another kind keeps nothing from being saved', () => {
		const left = { footageAt: iso(NOW + DAY), block: { until: iso(NOW - DAY) } };
		expect(problems({ kind: 'internal', ...left })).toEqual([]);
	});
});

describe('S15 what is saved', () => {
	const all: Partial<MessageInput> = {
		footageAt: iso(NOW - MINUTE),
		check: messageFact()._id,
		rule: RULE,
		channel: 'phone',
		block: { reason: REASON, until: iso(NOW + DAY) }
	};

	test.each([
		['internal', []],
		['camera', ['footageAt', 'check', 'rule']],
		['block', ['block']],
		['violation', ['rule']],
		['feedback', ['channel']]
	] as const)('S11 %s keeps of the fields that kinds have: %j', (kind, kept) => {
		const saved = messageFact({ kind, ...all });
		expect(
			Object.keys(all)
				.filter((field) => field in saved)
				.sort()
		).toEqual([...kept].sort());
		expect(refusalOfShape({ ...saved })).toBeUndefined();
	});

	test('S2 everything that was entered is there', () => {
		const carried = {
			board: true,
			draft: 'entwurf-1',
			app: '0.1.0',
			replaces: messageFact()._id,
			assignee: WELS
		};
		expect(messageFact({ kind: 'camera', ...carried, ...all })).toMatchObject({
			...carried,
			kind: 'camera',
			site: 'WEL',
			footageAt: all.footageAt,
			check: all.check,
			rule: RULE,
			forInformation: false
		});
	});

	test('F7 text and names are cleaned', () => {
		const saved = messageFact({
			text: ' <b>Zeile 1</b>\r\nZeile 2\u0000 \uD83D ',
			contact: { kind: 'named', id: ' 104 ', name: ' Mu\u0308ller \n Eva ' }
		});
		expect(saved.text).toBe('<b>Zeile 1</b>\nZeile 2 \uFFFD');
		expect(saved.contact).toEqual({ kind: 'named', id: '104', name: 'Müller Eva' });
	});

	test('a KundenID that was left empty is none', () => {
		expect(messageFact({ contact: { kind: 'named', id: ' ', name: 'Eva' } }).contact).toEqual({
			kind: 'named',
			name: 'Eva'
		});
	});

	test.each([
		['no name', '', '4711'],
		['a name of blanks', ' \n', '4711'],
		['two long names', `${'a'.repeat(200)}, ${'b'.repeat(200)}`, 'a'.repeat(200)],
		['a cut through an emoji', `${'a'.repeat(199)}👍`, `${'a'.repeat(199)}\uFFFD`]
	])('a contact with %s can be logged', (_what, name, stored) => {
		expect(messageFact({ contact: { kind: 'contact', id: '4711', name } }).contact.name).toBe(stored);
	});

	test('F5 F7 whatever is typed, it is refused in words or makes a fact that the server takes', () => {
		const typed = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.constantFrom(
				'',
				' ',
				'\uD83D',
				'\u0958'.repeat(120),
				'x'.repeat(300),
				'é'.repeat(10_000),
				'"\\\n'.repeat(4000)
			)
		);
		const person: fc.Arbitrary<Person | undefined> = fc.oneof(
			fc.constant(undefined),
			fc.record({ kind: fc.constant('contact' as const), id: fc.constant('4711'), name: typed }),
			fc.record({
				kind: fc.constant('named' as const),
				id: fc.option(typed, { nil: undefined }),
				name: typed
			}),
			fc.record({ kind: fc.constant('unknown' as const), name: typed })
		);
		const instant = fc.integer({ min: NOW - 99 * DAY, max: NOW + 99 * DAY }).map(iso);
		const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
		const inputs: fc.Arbitrary<MessageInput> = fc.record({
			site: fc.constantFrom('WEL', ''),
			kind: maybe(fc.constantFrom(...MESSAGE_KINDS)),
			contact: person,
			text: typed,
			assignee: maybe(fc.constant(WELS)),
			forInformation: fc.boolean(),
			footageAt: maybe(instant),
			rule: maybe(fc.constant(RULE)),
			channel: maybe(fc.constantFrom(...CHANNELS)),
			block: maybe(fc.record({ reason: maybe(fc.constant(REASON)), until: maybe(instant) }))
		});
		fc.assert(
			fc.property(inputs, (input) => {
				const result = logMessage(writerOf(), input);
				if (result.ok) expect(refusalOfShape({ ...result.value })).toBeUndefined();
				else expect(result.problems.length).toBeGreaterThan(0);
				expect(result.ok).toBe(problemsOfMessage(input, NOW).length === 0);
			}),
			{ numRuns: 500 }
		);
	});
});
