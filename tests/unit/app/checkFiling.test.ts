import { beforeEach, expect, it } from 'vitest';
import { CheckFiling } from '../../../src/lib/app/checkFiling.svelte.ts';
import { incidentCounts } from '../../../src/lib/app/checks.ts';
import { IncidentForm } from '../../../src/lib/app/incident.svelte.ts';
import { withdraw } from '../../../src/lib/app/messages.ts';
import type { CheckView } from '../../../src/lib/domain/views/cameraCheck.ts';
import { valueOf } from '../domain/messages.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { checkOf, SABINE } from './checkFixture.ts';

let fixture: AppFixture;
let check: () => CheckView;

/** Logs an incident. @returns its id */
async function incident(): Promise<string> {
	const form = new IncidentForm(fixture.app, check, SABINE);
	form.text = 'Etwas';
	return valueOf(await form.save())._id;
}

beforeEach(async () => {
	fixture = await appFixture();
	check = await checkOf(fixture);
});

it('needs a summary where there are incidents', async () => {
	await incident();
	const filing = new CheckFiling(fixture.app, check);
	expect(await filing.save()).toBeUndefined();
	expect(filing.problem).toEqual({ field: 'summary', problem: 'missing' });
	filing.summary = 'Ein Vorkommnis.';
	expect(filing.problem).toBeUndefined();
	expect(await filing.save()).toMatchObject({ outcome: 'incidents', summary: 'Ein Vorkommnis.' });
	expect(check().state).toBe('filed');
});

it('needs none where there are none, or where all were withdrawn', async () => {
	await withdraw(fixture.app, await incident(), 'Verwechslung');
	const filing = new CheckFiling(fixture.app, check);
	expect(filing.incidents).toBe(0);
	expect(await filing.save()).toMatchObject({ outcome: 'none' });
});

it('files at one tap, once', async () => {
	const filing = new CheckFiling(fixture.app, check);
	const [one, other] = await Promise.all([filing.saveAtOnce('mistake'), filing.saveAtOnce('none')]);
	expect([one?.outcome, other]).toEqual(['mistake', undefined]);
	expect(fixture.written.filter(({ type }) => type === 'checkFiled')).toHaveLength(1);
});

it('keeps the summary over a reload, until it is filed', async () => {
	new CheckFiling(fixture.app, check).summary = 'Ruhig.';
	await fixture.app.drafts.flush();
	const filing = new CheckFiling(fixture.app, check);
	await expect.poll(() => filing.summary).toBe('Ruhig.');
	await filing.save();
	expect(await fixture.app.drafts.all()).toEqual([]);
});

it('counts the incidents of each check, withdrawn ones left out', async () => {
	await incident();
	await withdraw(fixture.app, await incident(), 'Verwechslung');
	expect([...incidentCounts(fixture.app)]).toEqual([[check().id, 1]]);
});
