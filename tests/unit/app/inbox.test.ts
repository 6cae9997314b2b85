import { beforeEach, describe, expect, test } from 'vitest';
import { Inbox, inboxQueryOf, inboxViewOf, type InboxView } from '../../../src/lib/app/inbox.svelte.ts';
import { SeenTasks } from '../../../src/lib/app/seenTasks.ts';
import { myTasks } from '../../../src/lib/app/tasks.ts';
import { ANNA, DAY, HOUR, LEAD } from '../domain/writer.ts';
import { ANNA_HERSELF, inboxFixture, LEAD_OF_URFAHR, OFFICE, type InboxFixture } from './inboxFixture.ts';

let fixture: InboxFixture;
let view: InboxView;

beforeEach(async () => {
	fixture = await inboxFixture();
	view = { scope: 'mine', oldestFirst: false };
});

const open = () => new Inbox(fixture.app, () => view);
const texts = (inbox: Inbox) => inbox.tasks.map((task) => task.message?.fact.text);
const unread = () => new SeenTasks(fixture.app).unread.map((task) => task.message?.fact.text);

function arrive(text: string, assignee = ANNA_HERSELF, at = fixture.now) {
	const fact = fixture.elsewhere({ text, assignee, site: 'LNU' }, at);
	fixture.arrive(fact);
	return fact._id;
}

describe('whose task it is (S9)', () => {
	beforeEach(() => {
		arrive('für Anna', ANNA_HERSELF, fixture.now - 3 * HOUR);
		arrive('für die Leitung', LEAD_OF_URFAHR, fixture.now - 2 * HOUR);
		arrive('für die Zentrale', OFFICE, fixture.now - HOUR);
	});

	test('one’s own, those of the site, all; newest or oldest first', () => {
		const inbox = open();
		expect(texts(inbox)).toEqual(['für Anna']);
		view = { ...view, scope: 'site' };
		expect(texts(inbox)).toEqual(['für die Leitung']);
		view = { scope: 'all', oldestFirst: true };
		expect(texts(inbox)).toEqual(['für Anna', 'für die Leitung', 'für die Zentrale']);
		expect((['mine', 'site', 'all'] as const).map((scope) => inbox.count(scope))).toEqual([1, 1, 3]);
	});

	test('a lead sees to what goes to the lead of their studio, and to no other’s', () => {
		fixture.author = LEAD;
		expect(myTasks(fixture.app).map(({ assignee }) => assignee)).toEqual([LEAD_OF_URFAHR]);
	});

	test('nur zur Kenntnis and withdrawn are nobody’s task (S3)', () => {
		fixture.arrive(fixture.elsewhere({ assignee: ANNA_HERSELF, forInformation: true }));
		expect(texts(open())).toEqual(['für Anna']);
	});
});

describe('what is unread', () => {
	test('is what arrived and was not looked at, whenever it was written', () => {
		arrive('heute');
		const inbox = open();
		inbox.drawn(inbox.tasks);
		expect(unread()).toEqual([]);
		arrive('vorgestern ohne Netz', ANNA_HERSELF, fixture.now - 2 * DAY);
		expect(unread()).toEqual(['vorgestern ohne Netz']);
	});

	test('is marked as new while it is looked at, and stays read after a restart', () => {
		arrive('neu');
		const inbox = open();
		inbox.drawn(inbox.tasks);
		expect(inbox.tasks.map((task) => inbox.isFresh(task))).toEqual([true]);
		const again = open();
		again.drawn(again.tasks);
		expect(again.tasks.map((task) => again.isFresh(task))).toEqual([false]);
	});

	test('comes back when somebody reopens it or hands it on to the person again', () => {
		const id = arrive('hin und her');
		const look = () => {
			const inbox = open();
			inbox.drawn(inbox.tasks);
		};
		look();
		fixture.answer(id, 'done');
		fixture.answer(id, 'reopened');
		expect(unread()).toEqual(['hin und her']);
		look();
		fixture.answer(id, OFFICE);
		fixture.answer(id, ANNA_HERSELF);
		expect(unread()).toEqual(['hin und her']);
	});

	test('is not what one brought about oneself', () => {
		fixture.arrive(fixture.elsewhere({ assignee: ANNA_HERSELF }, fixture.now, ANNA));
		expect(unread()).toEqual([]);
	});
});

test('what is done or handed on while somebody looks stays in its place, and is gone at the next look', () => {
	arrive('älter', ANNA_HERSELF, fixture.now - HOUR);
	const id = arrive('jünger');
	const inbox = open();
	inbox.drawn(inbox.tasks);
	fixture.answer(id, 'done');
	expect(inbox.tasks.map(({ done }) => done)).toEqual([true, false]);
	expect(inbox.count('mine')).toBe(1);
	expect(texts(open())).toEqual(['älter']);
});

test('an address that says nothing known shows one’s own, newest first', () => {
	expect(inboxViewOf(new URLSearchParams('show=%3Cscript%3E&order=size'))).toEqual(view);
	const wanted = { scope: 'all', oldestFirst: true } as const;
	expect(inboxViewOf(new URLSearchParams(inboxQueryOf(wanted)))).toEqual(wanted);
});
