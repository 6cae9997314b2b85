import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { suggestedAssignees } from '../../../src/lib/app/assignees.ts';
import { likelyDuplicate } from '../../../src/lib/app/duplicates.ts';
import { foundRules } from '../../../src/lib/app/houseRules.ts';
import { MessageForm } from '../../../src/lib/app/messageForm.svelte.ts';
import { insertedAt, templatesFor, textOfTemplate } from '../../../src/lib/app/templates.ts';
import { withdrawMessage } from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { Subject } from '../../../src/lib/domain/fold.ts';
import { messageFact, valueOf } from '../domain/messages.ts';
import { ANNA, DAY, HOUR, MINUTE, writerOf } from '../domain/writer.ts';
import { ANNA_HERSELF, inboxFixture, LEAD_OF_URFAHR, OFFICE, type InboxFixture } from './inboxFixture.ts';

let fixture: InboxFixture;

beforeEach(async () => {
	fixture = await inboxFixture();
});

describe('S10 Textbausteine', () => {
	const TEMPLATES = [
		{ id: 'all', title: 'Für alle', text: 'Am {datum} {name}: …', kinds: [] },
		{ id: 'rule', title: 'Verstoß', text: '{name} verstößt gegen {regel}.', kinds: ['violation'] },
		{ id: 'data', title: 'Daten', text: '{iban} {name}', kinds: ['internal'] }
	];
	beforeEach(() => fixture.app.directory.put([{ _id: 'templates', templates: TEMPLATES } as never]));
	const titles = (kind?: 'violation') => templatesFor(fixture.app, kind).map(({ title }) => title);

	test('those of the kind come first, those for all after; without a kind all are offered', () => {
		expect(titles('violation')).toEqual(['Verstoß', 'Für alle']);
		expect(titles()).toHaveLength(3);
	});

	test('name, date and rule are filled in as the form knows them; what it does not know is left to be typed', () => {
		const form = new MessageForm(fixture.app, { site: 'LNU' });
		const textOf = (id: string) => {
			const template = fixture.app.directory.templates.find((one) => one.id === id);
			return template && textOfTemplate(fixture.app, form, template);
		};
		expect(textOf('rule')).toBe('… verstößt gegen ….');
		form.contact = { kind: 'named', name: 'Huber, Sabine' };
		form.rule = { id: '9.2', name: 'Keine weiteren Personen einlassen' };
		expect(textOf('rule')).toBe('Huber, Sabine verstößt gegen 9.2 Keine weiteren Personen einlassen.');
		expect(textOf('all')).toContain('18.11.2026 Huber, Sabine');
		expect(textOf('data')).toBe('{iban} Huber, Sabine');
	});

	test('a template goes to the caret, and nothing that was typed is lost', () => {
		fc.assert(
			fc.property(fc.string(), fc.nat(), fc.string({ minLength: 1 }), (text, at, added) => {
				const start = Math.min(at, text.length);
				const { text: now, start: from, end } = insertedAt(text, start, start, added);
				expect(now.startsWith(text.slice(0, start))).toBe(true);
				expect(now.endsWith(text.slice(start))).toBe(true);
				expect(now).toContain(added);
				expect(now.length - text.length - added.length).toBeLessThanOrEqual(2);
				expect(from).toBeGreaterThanOrEqual(start);
				expect(end).toBeLessThanOrEqual(now.length);
			})
		);
		expect(insertedAt('Heute', 5, 5, 'kam …')).toEqual({ text: 'Heute kam …', start: 10, end: 11 });
	});
});

describe('a likely duplicate', () => {
	const again = (kind: 'internal' | 'feedback' = 'internal') =>
		likelyDuplicate(fixture.app, '104711', kind)?.id;

	test('is of the same contact, kind and day, unsent ones included', () => {
		const fact = messageFact({ site: 'LNU' }, writerOf(ANNA, fixture.now - MINUTE));
		fixture.app.log.add([fact]);
		expect(again()).toBe(fact._id);
		expect(again('feedback')).toBeUndefined();
		expect(likelyDuplicate(fixture.app, '1', 'internal')).toBeUndefined();
	});

	test('is of the day as the site has it: with a Tageswechsel at 06:00 the small hours count for the day before', () => {
		const small = Date.parse('2026-11-18T02:00:00.000Z');
		fixture.arrive(fixture.elsewhere({ site: 'WEL' }, small));
		expect(again()).toBeUndefined();
		const counted = fixture.elsewhere({ site: 'LNU' }, small);
		fixture.arrive(counted);
		expect(again()).toBe(counted._id);
	});

	test('is no withdrawn message', () => {
		const fact = fixture.elsewhere({ site: 'LNU' }, fixture.now - MINUTE, ANNA);
		fixture.arrive(fact);
		const subject = fixture.app.log.subject(fact._id) as Subject;
		fixture.arrive(valueOf(withdrawMessage(writerOf(ANNA, fixture.now), subject, 'Irrtum')));
		expect(again()).toBeUndefined();
	});
});

describe('S9 suggestions', () => {
	const suggested = () => suggestedAssignees(fixture.app, 'internal', 'LNU');

	test('come from this site and kind, however many messages of others are newer', () => {
		fixture.arrive(
			...[0, 1].map((at) =>
				fixture.elsewhere({ site: 'LNU', assignee: ANNA_HERSELF }, fixture.now - 2 * DAY - at * MINUTE)
			),
			fixture.elsewhere({ site: 'LNU', assignee: LEAD_OF_URFAHR }, fixture.now - 2 * DAY - HOUR),
			...Array.from({ length: 400 }, (_, at) =>
				fixture.elsewhere({ site: 'WEL', assignee: OFFICE }, fixture.now - at * MINUTE)
			)
		);
		expect(suggested()).toEqual([ANNA_HERSELF, LEAD_OF_URFAHR, OFFICE]);
	});

	test('leave out who has left, and whose studio was closed', () => {
		const gone = { kind: 'person', id: 'gone', name: 'Weg, Wer' } as const;
		fixture.arrive(fixture.elsewhere({ site: 'LNU', assignee: gone }));
		expect(suggested()).toEqual([LEAD_OF_URFAHR]);
	});
});

describe('S11d a rule is found', () => {
	const RULES = [
		{ id: '9.1', title: 'Zutritt nur mit der eigenen Karte' },
		{ id: '9.10', title: 'Notausgänge bleiben frei' },
		{ id: '9.2', title: 'Keine weiteren Personen einlassen' }
	];
	test.each([
		['', ['9.1', '9.10', '9.2']],
		['9.1', ['9.1', '9.10']],
		['personen keine', ['9.2']],
		['NOTAUSGANGE', ['9.10']],
		['9.1 karte', ['9.1']],
		['<script>', []]
	])('by "%s"', (query, ids) => {
		expect(foundRules(RULES, query).map(({ id }) => id)).toEqual(ids);
	});
});
