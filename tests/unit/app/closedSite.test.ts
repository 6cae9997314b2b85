import { afterEach, expect, test, vi } from 'vitest';
import { checkAtHand } from '../../../src/lib/app/checkStandings.ts';
import type { DirectoryState } from '../../../src/lib/app/directoryState.svelte.ts';
import { messagesOfToday } from '../../../src/lib/app/duplicates.ts';
import { messageFact } from '../domain/messages.ts';
import { ANNA, HOUR, writerOf } from '../domain/writer.ts';
import { appFixture } from './appFixture.ts';
import { checkOf, SABINE } from './checkFixture.ts';
import { ANNA as PERSON, dutyFixture } from './dutyFixture.ts';

afterEach(() => {
	vi.unstubAllGlobals();
});

/** Closes the sites, all of which have their Tageswechsel at 06:00. */
function close(directory: DirectoryState): void {
	const sites = ['LNU', 'WEL'].map((id) => ({
		id,
		name: id,
		kind: 'studio',
		dayChange: '06:00',
		gone: true
	}));
	directory.put([Object.assign({ _id: 'sites' }, { sites })]);
}

test('S11b a studio that is closed leaves the deadlines of its checks as they are', async () => {
	const fixture = await appFixture();
	const check = await checkOf(fixture, { site: 'WEL' });
	const before = checkAtHand(fixture.app, check()).deadline;
	expect(new Date(before.at).toISOString()).toBe('2026-11-19T05:00:00.000Z');
	close(fixture.app.directory);
	expect(fixture.app.directory.sites).toEqual([]);
	expect(checkAtHand(fixture.app, check()).deadline).toEqual(before);
});

test('its messages of the small hours are of the day before', async () => {
	const { app, now } = await appFixture();
	const messageAt = (at: number) => messageFact({ site: 'WEL', contact: SABINE }, writerOf(ANNA, at));
	const [early, late] = [messageAt(now - 21 * HOUR), messageAt(now - HOUR)];
	app.log.add([early, late]);
	close(app.directory);
	expect(messagesOfToday(app, '48213').map(({ id }) => id)).toEqual([late._id]);
});

test('a shift at it lasts until its Tageswechsel', async () => {
	const fixture = await dutyFixture();
	const { duty, directory } = fixture;
	await duty.checkIn(PERSON, '2718');
	close(directory);
	fixture.now += 3 * HOUR;
	await duty.endForgotten(3);
	expect(duty.open).toHaveLength(1);
	fixture.now += 6 * HOUR;
	await duty.endForgotten(3);
	expect(duty.open).toEqual([]);
});
