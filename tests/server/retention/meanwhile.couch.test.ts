/** What people do while the retention looks through everything. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { issue } from '../../../src/lib/domain/issue.ts';
import {
	archivedOf,
	beforeArchiveIsAsked,
	DAY,
	daysAgo,
	doneOf,
	LEAD_OF_WELS,
	messageOf,
	NOW,
	restoredOf,
	whereabouts,
	write
} from '../archive/archiveFixture.ts';
import { attached, isPictureThere, pictureWith, upload } from '../erasure/person.ts';
import { startTestServer, type TestServer } from '../harness.ts';

const TASK = { forInformation: false, assignee: LEAD_OF_WELS } as const;

let server: TestServer;
let now = NOW;
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
});
afterAll(() => server.stop());
beforeEach(() => {
	now = NOW;
});

/** A picture that was uploaded so many days ago. */
async function pictureOf(days: number, name: string): Promise<Buffer> {
	const bytes = pictureWith(name);
	now = NOW - days * DAY;
	await upload(server, bytes);
	now = NOW;
	return bytes;
}

it('evidence stays whose message comes out of the archive meanwhile', async () => {
	const bytes = await pictureOf(40, 'comes back');
	const message = messageOf(40, TASK);
	const proof = attached(NOW - 40 * DAY, message._id, bytes, 'Beweis');
	const facts = [message, proof, doneOf(message, 5), archivedOf(message, 2)];
	await write(server, ...facts);
	await server.runJob('archive');
	beforeArchiveIsAsked(server, 'picture:', async () => {
		expect(await whereabouts(server, message._id, facts)).toEqual({ messages: 'none', archive: 'all' });
		const restored = restoredOf(message, 0);
		await write(server, restored);
		await server.runJob('archive');
		const after = await whereabouts(server, message._id, [...facts, restored]);
		expect(after).toEqual({ messages: 'all', archive: 'none' });
	});
	await server.runJob('retention');
	expect(await isPictureThere(server, bytes)).toBe(true);
});

it.each([
	[
		'a block is made from it',
		(incident: string) =>
			messageOf(0, {
				kind: 'block',
				block: { reason: { id: 'iban', name: 'Bankdaten' } },
				refersTo: incident
			})
	],
	[
		'it becomes evidence of something else',
		(_incident: string, bytes: Buffer, open: string) => attached(NOW, open, bytes, 'Beweis')
	]
])('evidence of a case that was over stays where %s meanwhile', async (name, said) => {
	const bytes = await pictureOf(80, name);
	const [incident, open] = [messageOf(80, { kind: 'camera' }), messageOf(1, TASK)];
	await write(server, incident, open, attached(NOW - 80 * DAY, incident._id, bytes, 'Beweis'));
	beforeArchiveIsAsked(server, 'picture:', () => write(server, said(incident._id, bytes, open._id)));
	await server.runJob('retention');
	expect(await isPictureThere(server, bytes)).toBe(true);
});

it.each([
	['comes out of the archive', true],
	['goes there', false]
])('a check stays whose message %s meanwhile', async (_name, back) => {
	const day = 1097;
	const check = issue(daysAgo(day), {
		type: 'checkStarted',
		site: 'WEL',
		mode: 'live',
		assignee: LEAD_OF_WELS
	});
	const filed = issue(daysAgo(day), {
		type: 'checkFiled',
		site: 'WEL',
		about: check._id,
		outcome: 'none',
		summary: ''
	});
	// as old as the check, and of use until long after
	const message = messageOf(day, { ...TASK, kind: 'camera', check: check._id });
	const done = doneOf(message, 5);
	const facts: Fact[] = [message, done, ...(back ? [archivedOf(message, 2)] : [])];
	await write(server, check, filed, ...facts);
	await server.runJob('archive');
	beforeArchiveIsAsked(server, 'all', async () => {
		await write(server, back ? restoredOf(message, 0) : archivedOf(message, 0));
		await server.runJob('archive');
	});
	await server.runJob('retention');
	const { rows } = await server.ctx.couch.db('messages').fetchRevs({ keys: [check._id] });
	expect(rows).toEqual([expect.not.objectContaining({ value: expect.objectContaining({ deleted: true }) })]);
});
