import { beforeEach, expect, it } from 'vitest';
import { filedByText, footageWords, periodText } from '../../../src/lib/app/checkWords.ts';
import { incidentsOf } from '../../../src/lib/app/checks.ts';
import { IncidentForm } from '../../../src/lib/app/incident.svelte.ts';
import { fileCheck } from '../../../src/lib/domain/commands/cameraCheck.ts';
import { overwriteGetLocale } from '../../../src/lib/paraglide/runtime.js';
import { valueOf } from '../domain/messages.ts';
import { ANNA, BERND, writerOf } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { checkOf, SABINE } from './checkFixture.ts';

let fixture: AppFixture;

beforeEach(async () => {
	overwriteGetLocale(() => 'de');
	fixture = await appFixture();
});

it('says the day of the footage once, and twice where it crosses midnight', async () => {
	const day = await checkOf(fixture);
	expect(periodText(fixture.app, day())).toBe('Aufzeichnung heute 14:00–22:00');
	const night = await checkOf(fixture, {
		from: '2026-11-17T20:00:00.000Z',
		until: '2026-11-18T05:00:00.000Z'
	});
	expect(periodText(fixture.app, night())).toBe('Aufzeichnung gestern 21:00 – heute 06:00');
});

it('says the day of an incident only where there are several', async () => {
	for (const [from, expected] of [
		['2026-11-18T13:00:00.000Z', undefined],
		['2026-11-17T20:00:00.000Z', 'gestern']
	] as const) {
		const check = await checkOf(fixture, { from });
		const form = new IncidentForm(fixture.app, check, SABINE);
		form.text = 'Etwas';
		await form.save();
		const [incident] = incidentsOf(fixture.app, check().id);
		expect(incident && footageWords(fixture.app, check(), incident).day).toBe(expected);
	}
});

it.each([
	[ANNA, 'eingegeben von Huber, Anna'],
	[BERND, 'eingegeben von Moser, Bernd für Huber, Anna']
])('says who has filed, and for whom', async (author, words) => {
	const check = await checkOf(fixture);
	expect(filedByText(check())).toBeUndefined();
	const subject = fixture.app.log.subject(check().id);
	if (!subject) throw new Error('no subject');
	await fixture.app.write(
		valueOf(fileCheck(writerOf(author, fixture.now), subject, { outcome: 'none', summary: '' }))
	);
	expect(filedByText(check())).toBe(words);
});
