import { beforeEach, expect, it } from 'vitest';
import { MessageForm } from '../../../src/lib/app/messageForm.svelte.ts';
import { HOUR, MINUTE } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';

let fixture: AppFixture;

const open = () => new MessageForm(fixture.app, { site: 'LNU' });

/** The time in Vienna in November. */
function at(local: string): void {
	fixture.now = Date.parse(`2026-11-${local}:00.000+01:00`);
	fixture.app.clock.tick();
}

beforeEach(async () => {
	fixture = await appFixture();
});

it('is yesterday where the clock is later than now, else today', () => {
	at('18T00:10');
	const form = open();
	expect(form.footage.day).toBe('2026-11-18');
	form.footage.clock = '23:55';
	expect([form.footage.day, form.input.footageAt]).toEqual(['2026-11-17', '2026-11-17T22:55:00.000Z']);
	expect(form.footage.days).toEqual(['2026-11-17', '2026-11-18']);
	form.footage.clock = '00:05';
	expect([form.footage.day, form.input.footageAt]).toEqual(['2026-11-18', '2026-11-17T23:05:00.000Z']);
});

it('is now where the recorder is a little ahead', () => {
	at('18T16:00');
	const form = open();
	form.footage.clock = '16:01';
	expect(form.footage.day).toBe('2026-11-18');
});

it('is the day that somebody chose, whatever clock is typed then', () => {
	at('18T16:00');
	const form = open();
	form.footage.clock = '14:32';
	form.footage.day = '2026-11-17';
	expect(form.input.footageAt).toBe('2026-11-17T13:32:00.000Z');
	form.footage.clock = '14:40';
	expect(form.input.footageAt).toBe('2026-11-17T13:40:00.000Z');
	form.footage.day = '2026-11-12';
	expect(form.footage.days).toEqual(['2026-11-12', '2026-11-17', '2026-11-18']);
	form.footage.day = '';
	expect(form.footage.day).toBe('2026-11-18');
});

it('stays as it was typed over midnight and in a draft', () => {
	at('18T23:50');
	const form = open();
	form.footage.clock = '23:45';
	fixture.now += HOUR;
	fixture.app.clock.tick();
	expect(form.input.footageAt).toBe('2026-11-18T22:45:00.000Z');
	const other = open();
	other.resume(form.draft);
	expect(other.input.footageAt).toBe('2026-11-18T22:45:00.000Z');
});

it('leaves nothing written where the clock is taken out again', () => {
	const form = open();
	form.footage.clock = '14:32';
	expect(form.untouched).toBe(false);
	form.footage.clock = '';
	expect([form.untouched, form.input.footageAt]).toEqual([true, undefined]);
});

it('is the latest reading that has been, in the night in which the clocks are put back', () => {
	fixture.now = Date.parse('2026-10-25T01:45:00.000Z');
	const form = open();
	form.footage.clock = '02:40';
	expect([form.footage.second, form.input.footageAt]).toEqual([true, '2026-10-25T01:40:00.000Z']);
	form.footage.takeOther();
	expect([form.footage.second, form.input.footageAt]).toEqual([false, '2026-10-25T00:40:00.000Z']);
	fixture.now = Date.parse('2026-10-25T00:45:00.000Z') + 15 * MINUTE;
	form.footage.clock = '02:50';
	expect([form.footage.second, form.input.footageAt]).toEqual([false, '2026-10-25T00:50:00.000Z']);
});
