import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeFacts } from '../../../server/facts/serverFact.ts';
import { archiveMessage, completeMessage, liftBlock } from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject } from '../../../src/lib/domain/fold.ts';
import { issue } from '../../../src/lib/domain/issue.ts';
import {
	archivedOf,
	DAY,
	daysAgo,
	LEAD as CLARA,
	LEAD_OF_WELS,
	messageOf,
	NOW
} from '../archive/archiveFixture.ts';
import { attached, isPictureThere, pictureWith, upload } from '../erasure/person.ts';
import { startTestServer, type TestServer } from '../harness.ts';

/** What the settings say where nobody has set them. */
const MESSAGE_DAYS = 1095;
const EVIDENCE_DAYS = 30;

let server: TestServer;
let now = NOW;
beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
});
afterAll(() => server.stop());
beforeEach(() => {
	now = NOW;
});

const write = (...facts: Fact[]): Promise<void> => writeFacts(server.ctx.couch, facts);

/** Which of the facts are among the messages. */
async function here(...facts: Fact[]): Promise<boolean[]> {
	const { rows } = await server.ctx.couch.db('messages').fetchRevs({ keys: facts.map(({ _id }) => _id) });
	return (rows as { value?: { deleted?: boolean } }[]).map(({ value }) => !!value && !value.deleted);
}

describe('retention of messages (DESIGN § 11)', () => {
	it('ends after the days of the settings, by the last word on them; what is open stays', async () => {
		const old = messageOf(MESSAGE_DAYS + 1);
		const young = messageOf(MESSAGE_DAYS - 1);
		const task = messageOf(MESSAGE_DAYS + 1, { forInformation: false, assignee: LEAD_OF_WELS });
		const doneLate = messageOf(MESSAGE_DAYS + 1, { forInformation: false, assignee: LEAD_OF_WELS });
		const done = completeMessage(daysAgo(5), foldSubject(doneLate._id, [doneLate]));
		await write(old, young, task, doneLate, done);
		await server.runJob('retention');
		expect(await here(old, young, task, doneLate, done)).toEqual([false, true, true, true, true]);
	});

	it('reaches into the archive', async () => {
		const old = messageOf(MESSAGE_DAYS - 1);
		const young = messageOf(400);
		await write(old, archivedOf(old, MESSAGE_DAYS - 1), young, archivedOf(young, 399));
		await server.runJob('archive');
		const archived = async () => (await server.ctx.couch.db('archive').list()).rows.map(({ id }) => id);
		expect(await archived()).toEqual(expect.arrayContaining([old._id, young._id]));
		now += 2 * DAY;
		await server.runJob('retention');
		expect(await archived()).not.toContain(old._id);
		expect(await archived()).toContain(young._id);
	});

	it('takes checks and shifts where nothing names them any more', async () => {
		const start = (days: number) => issue(daysAgo(days), { type: 'shiftStarted', site: 'WEL', proof: 'pin' });
		const day = MESSAGE_DAYS + 2;
		const check = () =>
			issue(daysAgo(day), { type: 'checkStarted', site: 'WEL', mode: 'live', assignee: LEAD_OF_WELS });
		const filingOf = (about: string) =>
			issue(daysAgo(day), { type: 'checkFiled', site: 'WEL', about, outcome: 'none', summary: '' });
		const [unused, used, running, shift, other] = [check(), check(), check(), start(day), start(day)];
		const young = messageOf(30, { kind: 'camera', check: used._id });
		const filed = [filingOf(unused._id), filingOf(used._id)];
		const said = issue(
			{ ...daysAgo(30), shift: shift._id },
			{ type: 'boardDecided', site: 'WEL', about: young._id, board: true }
		);
		await write(unused, used, running, shift, other, ...filed, young, said);
		await server.runJob('retention');
		expect(await here(unused, used, running, shift, other)).toEqual([false, true, true, true, false]);
	});
});

describe('retention of pictures (DESIGN § 11)', () => {
	it('ends 72 hours after the upload, for evidence when the case has been done for a while', async () => {
		const message = messageOf(1, { forInformation: false, assignee: LEAD_OF_WELS });
		const [plain, evidence, orphan] = ['plain', 'evidence', 'orphan'].map(pictureWith) as [
			Buffer,
			Buffer,
			Buffer
		];
		for (const bytes of [plain, evidence, orphan]) await upload(server, bytes);
		await write(message, attached(now, message._id, plain), attached(now, message._id, evidence, 'Beweis'));
		const there = () => Promise.all([plain, evidence, orphan].map((bytes) => isPictureThere(server, bytes)));
		now += 3 * DAY - 1;
		await server.runJob('retention');
		expect(await there()).toEqual([true, true, true]);
		now += 1;
		await server.runJob('retention');
		expect(await there()).toEqual([false, true, true]);
		// an open case keeps it, however long that takes
		now += 100 * DAY;
		await server.runJob('retention');
		expect(await there()).toEqual([false, true, false]);
		const closed = { ...daysAgo(0), now: () => now };
		await write(completeMessage(closed, foldSubject(message._id, [message])));
		now += EVIDENCE_DAYS * DAY - 1;
		await server.runJob('retention');
		expect(await there()).toEqual([false, true, false]);
		now += 1;
		await server.runJob('retention');
		expect(await there()).toEqual([false, false, false]);
	});

	it.each([
		['among the messages', false],
		['put into the archive by hand', true]
	])(
		'of an incident is kept while a block stands that was made from it; the block %s once it is over',
		async (_where, byHand) => {
			const incident = messageOf(100, { kind: 'camera' });
			const block = messageOf(99, {
				kind: 'block',
				block: { reason: { id: 'iban', name: 'Bankdaten' } },
				refersTo: incident._id
			});
			const bytes = pictureWith(`evidence, ${String(byHand)}`);
			await upload(server, bytes);
			await write(incident, block, attached(now - 100 * DAY, incident._id, bytes, 'Beweis'));
			now += 200 * DAY;
			const later = { ...daysAgo(0), now: () => now };
			await server.runJob('retention');
			expect(await isPictureThere(server, bytes)).toBe(true);
			const about = foldSubject(block._id, [block]);
			await write(liftBlock(later, about));
			if (byHand) await write(archiveMessage({ ...later, author: CLARA }, about, true));
			await server.runJob('archive');
			const [blockIsHere] = await here(block);
			expect(blockIsHere).toBe(!byHand);
			now += EVIDENCE_DAYS * DAY - 1;
			await server.runJob('retention');
			expect(await isPictureThere(server, bytes)).toBe(true);
			now += 1;
			await server.runJob('retention');
			expect(await isPictureThere(server, bytes)).toBe(false);
		}
	);

	it('of an incident that is as old as messages get is kept too', async () => {
		const incident = messageOf(MESSAGE_DAYS + 2, { kind: 'camera' });
		const block = messageOf(MESSAGE_DAYS + 1, {
			kind: 'block',
			block: { reason: { id: 'iban', name: 'Bankdaten' } },
			refersTo: incident._id
		});
		await write(incident, block);
		await server.runJob('retention');
		expect(await here(incident, block)).toEqual([true, true]);
	});
});
