import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startIdleLock } from '../../../src/lib/app/idleLock.ts';
import { HOUR, MINUTE } from '../domain/writer.ts';
import { checkOf } from './checkFixture.ts';
import { ANNA, BERND, dutyFixture, type DutyFixture } from './dutyFixture.ts';

/** Ten minutes before the Tageswechsel of Linz Urfahr, 06:00 in Vienna. */
const BEFORE = Date.parse('2026-11-19T04:50:00.000Z');

let fixture: DutyFixture;

/** Lets time go by with nobody at the screen. */
async function untouched(minutes: number): Promise<void> {
	fixture.now += minutes * MINUTE;
	fixture.app.clock.tick();
	await vi.advanceTimersByTimeAsync(MINUTE);
}

beforeEach(async () => {
	fixture = await dutyFixture();
	fixture.now = BEFORE;
	fixture.app.clock.tick();
	await fixture.knows(ANNA, '2718');
	await fixture.duty.checkIn(ANNA, '2718');
	vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('the Tageswechsel', () => {
	test('ends a shift that nobody works under, and the one that somebody does once they are gone', async () => {
		await fixture.duty.checkIn(BERND, '3141');
		await fixture.duty.checkIn(ANNA, '2718');
		const stop = startIdleLock(fixture.app, () => undefined);
		fixture.now += 8 * MINUTE;
		fixture.duty.touch();
		await untouched(2.5);
		expect(fixture.duty.open.map(({ author }) => author.id)).toEqual([ANNA.id]);
		await untouched(1);
		expect(fixture.duty.open).toEqual([]);
		stop();
	});

	test('is that of the site: at 02:00 nothing ends where the day changes at 06:00', async () => {
		fixture.now = BEFORE - 7 * HOUR;
		await fixture.duty.checkIn(BERND, '3141');
		const stop = startIdleLock(fixture.app, () => undefined);
		await untouched(200);
		expect(fixture.current()).toBe('Moser, Bernd?');
		stop();
	});

	test('leaves whoever watches footage on duty for as long as the screen stays open', async () => {
		const check = await checkOf(fixture, { mode: 'live' });
		const stop = startIdleLock(fixture.app, () => check().id);
		fixture.duty.touch();
		await untouched(19);
		expect([fixture.current(), fixture.duty.locked]).toEqual(['Huber, Anna', false]);
		await untouched(2);
		expect(fixture.duty.open).toEqual([]);
		stop();
	});

	test('is seen to at the start with the same patience', async () => {
		const check = await checkOf(fixture, { mode: 'live' });
		fixture.duty.touch();
		await untouched(15);
		startIdleLock(fixture.app, () => check().id)();
		await vi.advanceTimersByTimeAsync(0);
		expect(fixture.current()).toBe('Huber, Anna');
		startIdleLock(fixture.app, () => undefined)();
		await vi.advanceTimersByTimeAsync(0);
		expect(fixture.duty.open).toEqual([]);
	});
});
