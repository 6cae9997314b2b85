import { describe, expect, test } from 'vitest';
import type { Person } from '../../../src/lib/domain/facts/fields.ts';
import { AccessHouse, DAY, MINUTE } from './accessFixture.ts';

const house = AccessHouse.build();
const { me, block, lift, run, said, holds, state } = house;

const SECOND = 1000;
/** Somebody beside the customer of the test. */
const other = (letter = 'a'): Person => ({
	kind: 'contact',
	id: `${house.person}-${letter}`,
	name: 'Berger Anna'
});
const idOf = (person: Person): string => (person.kind === 'contact' ? person.id : '');
const poison = (person: Person, answer = { status: 500 }) => house.doors.poisoned.set(idOf(person), answer);

describe('one customer whom the access control never gets right (S17)', () => {
	test('waits with growing pauses, and a fresh lift of somebody else goes out in the next run', async () => {
		const mine = await block();
		await run();
		poison(other());
		const poisoned = await block(undefined, other());
		for (let failure = 1; failure <= 7; failure += 1) {
			await run();
			house.now = (await state()).pausedUntil;
		}
		await run();
		expect((await state()).pausedUntil - house.now).toBe(15 * MINUTE);
		house.now += 5 * SECOND;
		await lift(mine);
		await run();
		expect(await holds(mine)).toBe('lift confirmed');
		expect(await said(poisoned)).toEqual(['block requested']);
		house.doors.poisoned.clear();
		house.now += 14 * MINUTE;
		await run();
		expect(await said(poisoned)).toEqual(['block requested']);
		house.now += MINUTE;
		await run();
		expect(await said(poisoned)).toEqual(['block requested', 'block confirmed']);
	});

	test('several of them: who was never tried goes first, and of those that fail one a run', async () => {
		for (const letter of ['a', 'b', 'c']) {
			poison(other(letter));
			await block(undefined, other(letter));
		}
		for (let round = 0; round < 3; round += 1) await run();
		expect(house.doors.asked.map((asked) => asked.slice(-1)).sort()).toEqual(['a', 'b', 'c']);
		await run();
		expect(house.doors.asked).toHaveLength(3);
		house.now += 16 * SECOND;
		await block();
		await run();
		expect(house.doors.asked.slice(3)).toEqual([
			`block ${idOf(me())}`,
			expect.stringMatching(/^block \d+-[abc]$/)
		]);
		expect(house.doors.locked).toEqual(new Set([idOf(me())]));
	});

	test('a hiccup of somebody else is over after its own pause', async () => {
		poison(other());
		await block(undefined, other());
		for (let failure = 1; failure <= 6; failure += 1) {
			await run();
			house.now = (await state()).pausedUntil;
		}
		await run();
		const mine = await block();
		house.doors.badDays.push({ status: 502 });
		await run();
		expect(await said(mine)).toEqual(['block requested']);
		house.now += 15 * SECOND;
		await run();
		expect(await said(mine)).toEqual(['block requested', 'block confirmed']);
	});
});

describe('what it asks to wait (RFC 9110 § 10.2.3)', () => {
	test.each<[string, number, string]>([
		['a day', 429, '86400'],
		['with more digits than a year has seconds', 503, '99999999999'],
		['years', 503, 'Fri, 01 Jan 2100 00:00:00 GMT']
	])('%s is a quarter of an hour, for everybody', async (_what, status, wait) => {
		const [mine, fresh] = [await block(), await block(undefined, other())];
		house.doors.badDays.push({ status, headers: { 'retry-after': wait } });
		await run();
		expect(await state()).toMatchObject({ askedUntil: house.now + 15 * MINUTE });
		house.now += 15 * MINUTE - 1;
		await run();
		expect(house.doors.asked).toHaveLength(1);
		house.now += 1;
		await run();
		expect([await holds(mine), await holds(fresh)]).toEqual(['block confirmed', 'block confirmed']);
	});

	test('with an error that speaks of one call it holds up nobody', async () => {
		await block();
		house.doors.badDays.push({ status: 500, headers: { 'retry-after': '600' } });
		await run();
		const fresh = await block(undefined, other());
		await run();
		expect(await holds(fresh)).toBe('block confirmed');
	});
});

describe('calls about one person keep their order', () => {
	test('a block that failed comes before the later one, whose end is the one that holds', async () => {
		await block(house.now + DAY);
		house.doors.badDays.push({ status: 500 });
		await run();
		await block();
		await run();
		expect(house.doors.calls).toEqual([]);
		house.now += 15 * SECOND;
		await run();
		expect(house.doors.calls.map(({ until }) => until !== undefined)).toEqual([true, false]);
	});

	test('a lift does not overtake the block that may still be under way over there', async () => {
		const message = await block();
		house.doors.badDays.push({ status: 200, silent: true });
		await run();
		await lift(message);
		house.now += 14 * SECOND;
		for (let round = 0; round < 2; round += 1) await run();
		expect(house.doors.asked).toHaveLength(1);
		house.now += SECOND;
		await run();
		expect(house.doors.calls.map(({ action }) => action)).toEqual(['block', 'lift']);
		expect([await holds(message), house.doors.locked.size]).toEqual(['lift confirmed', 0]);
		await run();
		expect(house.doors.calls).toHaveLength(2);
	});
});
