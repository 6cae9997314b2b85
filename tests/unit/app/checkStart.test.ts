import { beforeEach, describe, expect, it } from 'vitest';
import { enterCheck } from '../../../src/lib/app/checkCommands.ts';
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
	start.until = at('2026-11-18', '22:30');
	expect(start.problem('until')).toBeUndefined();
});

it('says at the field that a period cannot be as soon as it is typed there', () => {
	const start = new CheckStart(fixture.app);
	start.mode = 'recording';
	start.from = at('2026-11-18', '22:00');
	start.until = at('2026-11-18', '');
	expect(start.problem('until')).toBeUndefined();
	start.until = at('2026-11-18', '21:00');
	expect(start.problem('until')?.problem).toBe('end-before-start');
	start.until = at('2026-11-18', '23:30');
	expect(start.problem('until')?.problem).toBe('in-the-future');
	start.from = at('2026-11-19', '01:00');
	start.until = at('2026-11-19', '02:00');
	expect(start.problem('from')?.problem).toBe('in-the-future');
});

it('knows a recording in which the clocks change', () => {
	const start = new CheckStart(fixture.app);
	start.mode = 'recording';
	const night = (evening: string, morning: string): boolean => {
		start.from = at(evening, '22:00');
		start.until = at(morning, '06:00');
		return start.clocksChange;
	};
	expect(night('2026-10-24', '2026-10-25')).toBe(true);
	expect(night('2026-03-28', '2026-03-29')).toBe(true);
	expect(night('2026-10-25', '2026-10-26')).toBe(false);
});

it('begins with the studio that the address names, where there is such a one', () => {
	expect(new CheckStart(fixture.app, 'WEL').site).toBe('WEL');
	expect(new CheckStart(fixture.app, 'ZEN').site).toBe('LNU');
});

it('starts once, however often it is tapped', async () => {
	const start = new CheckStart(fixture.app);
	start.assignee = LEAD_OF_URFAHR;
	const [one, other] = await Promise.all([start.start(), start.start()]);
	expect(one).toBe(other);
	expect(fixture.written).toHaveLength(1);
	expect(fixture.written).toMatchObject([{ type: 'checkStarted', site: 'LNU', mode: 'live' }]);
});

describe('the night in which the clocks are put back', () => {
	/** 02:45 for the second time */
	const SECOND = Date.parse('2026-10-25T01:45:00.000Z');

	it('goes on from the first 02:45 until the second', async () => {
		fixture.now = SECOND - HOUR;
		const check = await checkOf(fixture, {
			from: '2026-10-24T20:00:00.000Z',
			until: '2026-10-25T00:45:00.000Z'
		});
		await enterCheck(fixture.app, check().id, { outcome: 'none', summary: '' });
		fixture.now = SECOND;
		fixture.app.clock.tick();
		const start = new CheckStart(fixture.app);
		start.mode = 'recording';
		start.assignee = LEAD_OF_URFAHR;
		expect([start.from, start.until]).toEqual([at('2026-10-25', '02:45'), at('2026-10-25', '02:45')]);
		expect([start.second('from'), start.second('until')]).toEqual([false, true]);
		expect((await start.start()).ok).toBe(true);
		expect(fixture.written.at(-1)).toMatchObject({
			from: '2026-10-25T00:45:00.000Z',
			until: '2026-10-25T01:45:00.000Z'
		});
	});

	it('can be told that the other one was meant', () => {
		fixture.now = SECOND + 4 * HOUR;
		const start = new CheckStart(fixture.app);
		start.mode = 'recording';
		start.from = at('2026-10-25', '02:30');
		expect(start.second('from')).toBe(false);
		start.takeOther('from');
		expect([start.second('from'), start.second('until')]).toEqual([true, undefined]);
	});
});
