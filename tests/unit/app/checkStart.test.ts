import { beforeEach, describe, expect, it } from 'vitest';
import { enterCheck } from '../../../src/lib/app/checks.ts';
import { CheckStart } from '../../../src/lib/app/checkStart.svelte.ts';
import { DAY, HOUR, NOW } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { checkOf, LEAD_OF_URFAHR } from './checkFixture.ts';

let fixture: AppFixture;

const at = (day: string, clock: string) => ({ day, clock });

beforeEach(async () => {
	fixture = await appFixture();
});

/** A check of the recording that was filed. */
async function filed(): Promise<void> {
	const check = await checkOf(fixture);
	await enterCheck(fixture.app, check().id, { outcome: 'none', summary: '' });
}

describe('the period of the recording', () => {
	it('goes from the Tageswechsel until now where nothing was looked through yet', () => {
		const start = new CheckStart(fixture.app);
		expect([start.from, start.until]).toEqual([at('2026-11-18', '00:00'), at('2026-11-18', '22:41')]);
		start.site = 'WEL';
		expect(start.from).toEqual(at('2026-11-18', '06:00'));
	});

	it('takes the Tageswechsel of the evening before in the small hours', () => {
		fixture.now = NOW + 4 * HOUR;
		const start = new CheckStart(fixture.app);
		start.site = 'WEL';
		expect(start.from).toEqual(at('2026-11-18', '06:00'));
	});

	it('goes on where the last filed recording of that studio ends', async () => {
		await filed();
		const start = new CheckStart(fixture.app);
		expect([start.from, start.continued]).toEqual([at('2026-11-18', '22:00'), true]);
		start.site = 'WEL';
		expect([start.from, start.continued]).toEqual([at('2026-11-18', '06:00'), false]);
	});

	it('does not go back to where no footage is kept', async () => {
		await filed();
		fixture.now = NOW + 5 * DAY;
		expect(new CheckStart(fixture.app).from).toEqual(at('2026-11-23', '00:00'));
	});

	it('stays as somebody typed it when another studio is chosen', () => {
		const start = new CheckStart(fixture.app);
		start.from = at('2026-11-18', '20:00');
		start.site = 'WEL';
		expect(start.from).toEqual(at('2026-11-18', '20:00'));
	});
});

it('needs an assignee, which is never chosen by itself, and says what is missing at the field', async () => {
	await filed();
	const start = new CheckStart(fixture.app);
	expect(start.assignee).toBeUndefined();
	start.mode = 'recording';
	start.until = at('2026-11-18', '12:00');
	expect((await start.start()).ok).toBe(false);
	expect(start.problem('assignee')?.problem).toBe('missing');
	expect(start.problem('until')?.problem).toBe('end-before-start');
	start.mended('until');
	expect(start.problem('until')).toBeUndefined();
});

it('starts once, however often it is tapped', async () => {
	const start = new CheckStart(fixture.app);
	start.assignee = LEAD_OF_URFAHR;
	const [one, other] = await Promise.all([start.start(), start.start()]);
	expect(one).toBe(other);
	expect(fixture.written).toHaveLength(1);
	expect(fixture.written).toMatchObject([{ type: 'checkStarted', site: 'LNU', mode: 'live' }]);
});
