import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Clock } from '../../../src/lib/app/clock.svelte.ts';
import { NOW } from '../domain/writer.ts';

const OFFSET = 1_234.5; // the device lags behind the server
beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => vi.useRealTimers());

test('S11c the screens see a whole minute of the corrected clock at that instant', () => {
	const clock = new Clock(() => Date.now() + OFFSET);
	const stop = clock.start();
	const minute = Math.ceil((NOW + OFFSET) / 60_000) * 60_000;
	vi.advanceTimersByTime(minute - (NOW + OFFSET) - 1);
	expect(clock.now).toBeLessThan(minute);
	vi.advanceTimersByTime(2);
	expect(clock.now).toBeGreaterThanOrEqual(minute);
	expect(clock.now).toBeLessThan(minute + 2);
	stop();
	vi.advanceTimersByTime(120_000);
	expect(clock.now).toBeLessThan(minute + 2);
});
