import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ANNA, BERND, dutyFixture, type DutyFixture } from './dutyFixture.ts';
import { DAY } from '../domain/writer.ts';

let fixture: DutyFixture;

beforeEach(async () => {
	fixture = await dutyFixture();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

const onDuty = { kind: 'onDuty' };

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
});
