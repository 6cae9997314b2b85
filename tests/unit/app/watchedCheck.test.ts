import { beforeEach, expect, it } from 'vitest';
import { enterCheck } from '../../../src/lib/app/checkCommands.ts';
import { isWatched } from '../../../src/lib/app/watchedCheck.ts';
import { HOUR } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { checkOf } from './checkFixture.ts';

let fixture: AppFixture;

beforeEach(async () => {
	fixture = await appFixture();
});

it('is at the own screen of a check that runs here, and on no other', async () => {
	const check = await checkOf(fixture, { mode: 'live' });
	expect(isWatched(fixture.app, check().id)).toBe(true);
	expect(isWatched(fixture.app, undefined)).toBe(false);
	expect(isWatched(fixture.app, 'another')).toBe(false);
	await enterCheck(fixture.app, check().id, { outcome: 'none', summary: '' });
	expect(isWatched(fixture.app, check().id)).toBe(false);
});

it('is at one that runs past the Tageswechsel, and not at one that was forgotten, nor at one of another device', async () => {
	const check = await checkOf(fixture, { mode: 'live' });
	fixture.now += 11 * HOUR;
	fixture.app.clock.tick();
	expect(isWatched(fixture.app, check().id)).toBe(true);
	fixture.now += HOUR;
	fixture.app.clock.tick();
	expect(isWatched(fixture.app, check().id)).toBe(false);
	const again = await checkOf(fixture, { mode: 'live' });
	Object.assign(fixture.app, { identity: { device: 'tablet-2', site: { id: 'LNU', name: 'Linz Urfahr' } } });
	expect(isWatched(fixture.app, again().id)).toBe(false);
});
