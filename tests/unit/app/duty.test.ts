import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ANNA, BERND, dutyFixture, type DutyFixture } from './dutyFixture.ts';
import { DAY, MINUTE } from '../domain/writer.ts';

let fixture: DutyFixture;

beforeEach(async () => {
	fixture = await dutyFixture();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

const onDuty = { kind: 'onDuty' };

test('§ 6 a screen is left alone where somebody is on duty and nobody has touched it for the least that settings allow', async () => {
	const { duty } = fixture;
	expect(duty.leftAlone).toBe(false);
	await duty.checkIn(ANNA, '2718');
	fixture.now += MINUTE;
	expect(duty.leftAlone).toBe(false);
	fixture.now += 1;
	expect(duty.leftAlone).toBe(true);
	duty.touch();
	expect(duty.leftAlone).toBe(false);
});

test('§ 11 that the clock was wrong by years is nobody’s idleness; that somebody set it is', async () => {
	const { duty } = fixture;
	await duty.checkIn(ANNA, '2718');
	fixture.now += 7 * 365 * DAY;
	fixture.offset = 7 * 365 * DAY;
	duty.lockWhenIdle(3);
	expect(duty.locked).toBe(false);
	await duty.endForgotten(3);
	expect(duty.current).toBeDefined();
	fixture.now -= DAY;
	duty.lockWhenIdle(3);
	expect(duty.locked).toBe(true);
});

describe('a first check-in without network (DESIGN § 6)', () => {
	test('A2 begins an unconfirmed shift with the rights of staff, and goes on with it', async () => {
		const { duty, current } = fixture;
		expect(await duty.checkIn(ANNA, '2718')).toEqual(onDuty);
		expect(current()).toBe('Huber, Anna?');
		expect(duty.writer.author.role).toBe('staff');
		await duty.checkIn(BERND, '3141');
		await duty.checkIn(ANNA, '2718');
		expect(current()).toBe('Huber, Anna?');
		expect(duty.open).toHaveLength(2);
	});

	test('A2 takes over no shift that a PIN has confirmed, nor its role', async () => {
		const { duty, current, knows, resetPin } = fixture;
		await knows(ANNA, '2718');
		await duty.checkIn(ANNA, '2718');
		expect([current(), duty.writer.author.role]).toEqual(['Huber, Anna', 'lead']);
		resetPin(ANNA);
		expect(await duty.checkIn(ANNA, '0000')).toEqual(onDuty);
		expect([current(), duty.writer.author.role]).toEqual(['Huber, Anna?', 'staff']);
		expect(duty.open).toHaveLength(2);
	});

	test('whose PIN is proved then goes on with the confirmed shift', async () => {
		const { duty, current, knows } = fixture;
		await knows(ANNA, '2718');
		await duty.checkIn(ANNA, '2718');
		fixture.now += 15 * DAY;
		await duty.checkIn(ANNA, '0000');
		await knows(ANNA, '2718');
		await duty.checkIn(ANNA, '2718');
		expect([current(), duty.open.length]).toEqual(['Huber, Anna', 2]);
	});

	test('the PIN that it began with opens the idle lock again, no other does, and five wrong ones lock', async () => {
		const { duty, current } = fixture;
		await duty.checkIn(ANNA, '2718');
		await duty.lock();
		for (const triesLeft of [4, 3, 2, 1]) {
			expect(await duty.checkIn(ANNA, '1111')).toEqual({ kind: 'wrong', triesLeft });
		}
		expect(await duty.checkIn(ANNA, '1111')).toEqual({ kind: 'locked', until: fixture.now + 30_000 });
		expect(await duty.checkIn(ANNA, '2718')).toMatchObject({ kind: 'locked' });
		expect(duty.locked).toBe(true);
		fixture.now += 30_000;
		expect(await duty.checkIn(ANNA, '2718')).toEqual(onDuty);
		expect([duty.locked, current(), duty.open.length]).toEqual([false, 'Huber, Anna?', 1]);
	});

	test('a lock opens to nobody of whom this device knows no PIN', async () => {
		const { duty, current, knows, resetPin } = fixture;
		await knows(ANNA, '2718');
		await duty.checkIn(ANNA, '2718');
		await duty.lock();
		expect(await duty.checkIn(BERND, '3141')).toEqual({ kind: 'unchecked' });
		resetPin(ANNA);
		expect(await duty.checkIn(ANNA, '2718')).toEqual({ kind: 'unchecked' });
		expect([duty.locked, current()]).toEqual([true, 'Huber, Anna']);
	});

	test('another PIN begins a shift of its own while the screen is open, and each leads back to its own', async () => {
		const { duty } = fixture;
		await duty.checkIn(ANNA, '2718');
		const first = duty.current?.id;
		expect(await duty.checkIn(ANNA, '0000')).toEqual(onDuty);
		expect(duty.current?.id).not.toBe(first);
		await duty.checkIn(ANNA, '2718');
		expect([duty.current?.id, duty.open.length]).toEqual([first, 2]);
	});

	test('its PIN is forgotten with the shift', async () => {
		const { duty, settings } = fixture;
		const kept = () => settings.get('app.unconfirmedPins', v.array(v.looseObject({ shift: v.string() })));
		await duty.checkIn(ANNA, '2718');
		await duty.checkIn(BERND, '3141');
		expect(kept()).toHaveLength(2);
		const [bernd] = duty.open;
		if (bernd) await duty.checkOut(bernd);
		expect(kept()?.map(({ shift }) => shift)).toEqual(duty.open.map(({ id }) => id));
		fixture.now += DAY;
		await duty.endForgotten(3);
		expect([duty.open, kept()]).toEqual([[], undefined]);
	});

	test('its PIN is forgotten once the server has confirmed the shift', async () => {
		const { duty, settings, current } = fixture;
		await duty.checkIn(ANNA, '2718');
		vi.stubGlobal('fetch', () =>
			Promise.resolve(Response.json({ role: 'lead', pinNumber: 0 }, { headers: { 'x-dienstbuch': '1' } }))
		);
		await duty.checkIn(ANNA, '2719');
		expect(current()).toBe('Huber, Anna');
		expect(settings.get('app.unconfirmedPins', v.unknown())).toBeUndefined();
	});

	test('C2 its PIN follows the shift to another id', async () => {
		const { duty, settings } = fixture;
		await duty.checkIn(ANNA, '2718');
		duty.follow(new Map([[duty.current?.id ?? '', 'another']]));
		expect(settings.get('app.unconfirmedPins', v.unknown())).toMatchObject([{ shift: 'another' }]);
	});

	test('a lock ends with the shift that it was of: at the CheckIn page a first check-in is accepted again', async () => {
		const { duty, current } = fixture;
		await duty.checkIn(ANNA, '2718');
		await duty.lock();
		fixture.now += DAY;
		await duty.endForgotten(3);
		expect(await duty.checkIn(ANNA, '2718')).toEqual(onDuty);
		expect([duty.locked, current()]).toEqual([false, 'Huber, Anna?']);
	});

	test('without cryptography (plain http) there is a way back from the list, but not through a lock', async () => {
		const { duty, current } = await dutyFixture({
			getRandomValues: crypto.getRandomValues.bind(crypto)
		} as Crypto);
		await duty.checkIn(ANNA, '2718');
		await duty.checkIn(BERND, '3141');
		await duty.checkIn(ANNA, '2718');
		expect([current(), duty.open.length]).toEqual(['Huber, Anna?', 2]);
		await duty.lock();
		expect(await duty.checkIn(ANNA, '2718')).toEqual({ kind: 'unchecked' });
	});
});
