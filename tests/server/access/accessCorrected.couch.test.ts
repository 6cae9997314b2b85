import { describe, expect, test } from 'vitest';
import { changeDirectory } from '../../../server/directory/changeDirectory.ts';
import { serverFact, writeFacts } from '../../../server/facts/serverFact.ts';
import { identifyPerson } from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { Person } from '../../../src/lib/domain/facts/fields.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { AccessHouse, MINUTE } from './accessFixture.ts';

const house = AccessHouse.build();
const { writer, me, block, lift, run, said, holds } = house;

const UNKNOWN: Person = { kind: 'unknown', name: 'Mann, rote Jacke' };
const other = (): Person => ({ kind: 'contact', id: `y-${house.person}`, name: 'Maier Jörg' });
const idOf = (person: Person): string => ('id' in person ? (person.id ?? '') : '');

/** Says who it is, or that nobody knows. */
async function identify({ _id }: MessageFact, person: Person): Promise<Fact> {
	const { messages, couch } = house.server.ctx;
	await messages.catchUp();
	const subject = messages.subject(_id);
	if (!subject) throw new Error('no such message');
	house.now += MINUTE;
	const fact = identifyPerson(writer(), subject, person);
	await writeFacts(couch, [fact]);
	return fact;
}

/** Until there is nothing left to say. */
async function settle(): Promise<void> {
	for (let before = -1; before !== house.doors.calls.length;) {
		before = house.doors.calls.length;
		house.now += MINUTE;
		await run();
	}
}

const calls = () => house.doors.calls.map(({ action, contact }) => `${action} ${contact.id}`);
const locked = () => [...house.doors.locked].sort();
const X = () => idOf(me());
const Y = () => idOf(other());

describe('a block whose person turns out to be somebody else (S11c, S17)', () => {
	test('lets in whom it was told for, locks out whom it means, each under a key of its own', async () => {
		const message = await block(undefined, UNKNOWN);
		const first = await identify(message, me());
		await settle();
		const second = await identify(message, other());
		await settle();
		expect(calls()).toEqual([`block ${X()}`, `lift ${X()}`, `block ${Y()}`]);
		expect(house.doors.calls.map(({ id }) => id)).toEqual([first._id, `${second._id}:lift`, second._id]);
		expect(locked()).toEqual([Y()]);
		expect(await holds(message)).toBe('block confirmed');
		await lift(message);
		await settle();
		expect([locked(), await holds(message)]).toEqual([[], 'lift confirmed']);
	});

	test('written for a contact of the directory it is the same', async () => {
		const message = await block();
		await settle();
		await identify(message, other());
		await settle();
		expect(calls()).toEqual([`block ${X()}`, `lift ${X()}`, `block ${Y()}`]);
		expect(locked()).toEqual([Y()]);
	});

	test('nobody knows any more who it was: who was locked out is let in', async () => {
		const message = await block(undefined, UNKNOWN);
		await identify(message, me());
		await settle();
		await identify(message, UNKNOWN);
		await settle();
		expect([calls(), locked()]).toEqual([[`block ${X()}`, `lift ${X()}`], []]);
		await identify(message, other());
		await settle();
		expect(locked()).toEqual([Y()]);
	});

	test('to and fro: who is meant in the end is locked out', async () => {
		const message = await block();
		for (const person of [other(), me(), other(), me()]) {
			await settle();
			await identify(message, person);
		}
		await settle();
		expect(locked()).toEqual([X()]);
		expect(new Set(house.doors.calls.map(({ id }) => id)).size).toBe(house.doors.calls.length);
		expect(await holds(message)).toBe('block confirmed');
	});

	test('a correction before anybody was told is no correction at the door', async () => {
		const message = await block(undefined, UNKNOWN);
		await identify(message, me());
		await identify(message, other());
		await settle();
		expect([calls(), locked()]).toEqual([[`block ${Y()}`], [Y()]]);
	});

	test('who has another block is not let in by the correction of one', async () => {
		const message = await block();
		const another = await block();
		await settle();
		await identify(message, other());
		await settle();
		expect(locked()).toEqual([X(), Y()].sort());
		await lift(another);
		await settle();
		expect(locked()).toEqual([Y()]);
	});

	test('two KundenIDs of one person are no other person', async () => {
		const message = await block();
		await settle();
		await changeDirectory(house.server.ctx, 'contactLinks', () => ({ links: [{ old: Y(), new: X() }] }));
		await identify(message, other());
		await settle();
		expect([calls(), locked()]).toEqual([[`block ${X()}`], [X()]]);
	});

	test('a bad day in between: both are told, under the same keys at every try', async () => {
		const message = await block(undefined, UNKNOWN);
		await identify(message, me());
		await settle();
		await identify(message, other());
		house.doors.badDays.push({ status: 200, silent: true }, { status: 503 });
		for (let round = 0; round < 10; round += 1) {
			house.now += 10 * MINUTE;
			await run();
		}
		expect(locked()).toEqual([Y()]);
		expect(new Set(house.doors.calls.map(({ id }) => id)).size).toBe(3);
	});

	test('corrected while the block was under way: let in, since it may have arrived', async () => {
		const message = await block(undefined, UNKNOWN);
		await identify(message, me());
		house.doors.badDays.push({ status: 200, silent: true });
		await run();
		expect(locked()).toEqual([X()]);
		await identify(message, other());
		await settle();
		expect([locked(), await holds(message)]).toEqual([[Y()], 'block confirmed']);
	});

	test('what a server told that did not say of whom yet is of whom it was then', async () => {
		const message = await block(undefined, UNKNOWN);
		await identify(message, me());
		const about = { type: 'accessReported', site: 'WEL', about: message._id, action: 'block' } as const;
		const answers = message._id;
		const asked = serverFact({ ...about, outcome: 'requested' }, { at: house.now + 1, answers });
		const answer = { ...about, outcome: 'confirmed' as const, after: [asked._id] };
		await writeFacts(house.server.ctx.couch, [
			asked,
			serverFact(answer, { at: house.now + 2, answers: `${answers} confirmed` })
		]);
		await settle();
		expect(calls()).toEqual([]);
		await identify(message, other());
		await settle();
		expect(calls()).toEqual([`lift ${X()}`, `block ${Y()}`]);
		expect((await said(message)).length).toBe(6);
	});
});
