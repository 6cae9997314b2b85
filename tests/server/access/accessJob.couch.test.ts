import { describe, expect, test } from 'vitest';
import { accessJob } from '../../../server/access/accessJob.ts';
import { changeDirectory } from '../../../server/directory/changeDirectory.ts';
import { openDirectory } from '../../../server/directory/openDirectory.ts';
import { writeFacts } from '../../../server/facts/serverFact.ts';
import {
	archiveMessage,
	identifyPerson,
	withdrawMessage
} from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { Person } from '../../../src/lib/domain/facts/fields.ts';
import { foldSubject } from '../../../src/lib/domain/fold.ts';
import { AccessHouse, DAY, MINUTE, TIMEOUT } from './accessFixture.ts';

const house = AccessHouse.build();
const { writer, me, block, lift, run, said, holds } = house;

describe('the access control (S11c, S17)', () => {
	test('a block: requested, signed, confirmed; with the card', async () => {
		const page = { contacts: [{ ...CONTACT, id: String(house.person), card: '80001234' }] };
		await openDirectory(house.server.ctx).writeDocs([{ _id: 'contacts:0001', ...page }]);
		const message = await block(house.now + 5 * DAY);
		await run();
		expect(house.doors.calls).toEqual([
			{
				id: message._id,
				action: 'block',
				contact: { id: String(house.person), card: '80001234' },
				site: 'WEL',
				until: new Date(house.now + 5 * DAY).toISOString(),
				at: message.at
			}
		]);
		expect(await said(message)).toEqual(['block requested', 'block confirmed']);
		await run();
		expect(house.doors.calls).toHaveLength(1);
	});

	test('a lift, under the id of the fact that lifted', async () => {
		const message = await block();
		await run();
		house.now += MINUTE;
		const fact = await lift(message);
		await run();
		expect(house.doors.calls[1]).toMatchObject({ id: fact._id, action: 'lift', at: fact.at });
		expect([await holds(message), house.doors.locked.size]).toEqual(['lift confirmed', 0]);
		await run();
		expect(house.doors.calls).toHaveLength(2);
	});

	test('the end of a timed block, when it comes', async () => {
		const message = await block(house.now + DAY);
		await run();
		house.now += DAY - 1;
		await run();
		expect(house.doors.calls).toHaveLength(1);
		house.now += 1;
		await run();
		expect(house.doors.calls[1]).toMatchObject({ id: `${message._id}:end`, action: 'end' });
		expect(await holds(message)).toBe('end confirmed');
	});

	test('two blocks beside each other: the door opens when the last is gone, and both say so', async () => {
		const [endless, timed] = [await block(), await block(house.now + DAY)];
		await run();
		expect(house.doors.calls.map(({ action, until }) => [action, until])).toEqual([
			['block', undefined],
			['block', undefined]
		]);
		house.now += 2 * DAY;
		await run();
		expect([house.doors.calls.length, house.doors.locked.size]).toEqual([2, 1]);
		await lift(endless);
		await run();
		expect([house.doors.calls.length, house.doors.locked.size]).toEqual([3, 0]);
		expect([await holds(endless), await holds(timed)]).toEqual(['lift confirmed', 'lift confirmed']);
		await run();
		expect(house.doors.calls).toHaveLength(3);
	});

	test('blocks under the old and the new KundenID are those of one person', async () => {
		const before = { ...me(), id: `alt-${house.person}` } as Person;
		await changeDirectory(house.server.ctx, 'contactLinks', () => ({
			links: [{ old: `alt-${house.person}`, new: String(house.person) }]
		}));
		const [first, second] = [await block(undefined, before), await block()];
		await run();
		expect(house.doors.locked).toEqual(new Set([String(house.person)]));
		await lift(first);
		await run();
		expect(house.doors.locked.size).toBe(1);
		await lift(second);
		await run();
		expect(house.doors.locked.size).toBe(0);
	});

	test('a withdrawn message does not lift', async () => {
		const message = await block();
		await run();
		const withdrawal = withdrawMessage(writer(), foldSubject(message._id, [message]), 'Irrtum');
		if (withdrawal.ok) await writeFacts(house.server.ctx.couch, [withdrawal.value]);
		await run();
		expect([house.doors.calls.length, house.doors.locked.size]).toEqual([1, 1]);
	});

	test('lifted before anybody was told: nothing is told', async () => {
		const message = await block();
		await lift(message);
		await run();
		expect([house.doors.calls, await said(message)]).toEqual([[], []]);
	});

	test('lifted and put into the archive at once: it goes when the door is open', async () => {
		const { ctx } = house.server;
		const message = await block();
		await run();
		house.now += MINUTE;
		await lift(message);
		const lead = { ...writer(), author: { id: '9', name: 'Leitner, Clara', role: 'lead' as const } };
		await writeFacts(ctx.couch, [archiveMessage(lead, foldSubject(message._id, [message]), true)]);
		const isHere = async () => {
			await ctx.messages.catchUp();
			return ctx.messages.subject(message._id)?.root !== undefined;
		};
		await house.server.runJob('archive');
		expect([await isHere(), house.doors.locked.size]).toEqual([true, 1]);
		await run();
		expect(house.doors.locked.size).toBe(0);
		await house.server.runJob('archive');
		expect(await isHere()).toBe(false);
	});

	test('somebody unknown is told of once it is known who it is', async () => {
		const message = await block(undefined, { kind: 'unknown', name: 'Mann, rote Jacke' });
		await run();
		expect(house.doors.calls).toEqual([]);
		await writeFacts(house.server.ctx.couch, [
			identifyPerson(writer(), foldSubject(message._id, [message]), me())
		]);
		await run();
		expect(house.doors.calls).toMatchObject([{ action: 'block', contact: { id: String(house.person) } }]);
	});

	test('two servers at once tell it under one key, and say one thing', async () => {
		const message = await block();
		const context = { ctx: house.server.ctx, signal: new AbortController().signal };
		await Promise.all([accessJob(TIMEOUT)().run(context), accessJob(TIMEOUT)().run(context)]);
		expect(new Set(house.doors.calls.map(({ id }) => id)).size).toBe(1);
		expect(await said(message)).toEqual(['block requested', 'block confirmed']);
	});
});

const CONTACT = {
	first: 'Jürgen',
	last: 'Müller',
	birth: '',
	street: '',
	zip: '',
	city: '',
	phone: '',
	email: '',
	site: 'WEL',
	state: 'active' as const,
	since: ''
};
