import { beforeEach, describe, expect, it } from 'vitest';
import { assignMessages } from '../../../src/lib/app/checkCommands.ts';
import { CheckFiling } from '../../../src/lib/app/checkFiling.svelte.ts';
import { countIncidents } from '../../../src/lib/app/checks.ts';
import { IncidentForm } from '../../../src/lib/app/incident.svelte.ts';
import { saveMessage, withdraw } from '../../../src/lib/app/messages.ts';
import type { Assignee } from '../../../src/lib/domain/facts/fields.ts';
import type { MessageView } from '../../../src/lib/domain/views/message.ts';
import type { CheckView } from '../../../src/lib/domain/views/cameraCheck.ts';
import { valueOf } from '../domain/messages.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { DAY } from '../domain/writer.ts';
import { checkOf, LEAD_OF_URFAHR, SABINE } from './checkFixture.ts';

const LEAD_OF_WELS: Assignee = { kind: 'lead', id: 'WEL', name: 'Leitung Wels' };

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
	expect(filing.problem('summary')).toEqual({ field: 'summary', problem: 'missing' });
	filing.summary = 'Ein Vorkommnis.';
	expect(filing.problem('summary')).toBeUndefined();
	expect(await filing.save()).toMatchObject({ filed: { outcome: 'incidents', summary: 'Ein Vorkommnis.' } });
	expect(check().state).toBe('filed');
});

it('needs none where there are none, or where all were withdrawn', async () => {
	await withdraw(fixture.app, await incident(), 'Verwechslung');
	const filing = new CheckFiling(fixture.app, check);
	expect(filing.incidents).toBe(0);
	expect(await filing.save()).toMatchObject({ filed: { outcome: 'none' } });
});

it('files at one tap, once', async () => {
	const filing = new CheckFiling(fixture.app, check);
	const [one, other] = await Promise.all([filing.saveAtOnce('mistake'), filing.saveAtOnce('none')]);
	expect([one?.filed.outcome, other]).toEqual(['mistake', undefined]);
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

it('S9 a task whose assignee was cleared is nobody’s, also over a reload: it is not filed until somebody is chosen', async () => {
	await incident();
	const before = new CheckFiling(fixture.app, check);
	before.summary = 'Ein Vorkommnis.';
	before.task = true;
	expect(before.assignee).toEqual(LEAD_OF_URFAHR);
	before.assignee = null;
	await fixture.app.drafts.flush();
	const filing = new CheckFiling(fixture.app, check);
	await expect.poll(() => filing.summary).toBe('Ein Vorkommnis.');
	expect(filing.assignee).toBeNull();
	expect(await filing.save()).toBeUndefined();
	expect(filing.problem('assignee')).toEqual({ field: 'assignee', problem: 'missing' });
	filing.assignee = LEAD_OF_WELS;
	expect(filing.problem('assignee')).toBeUndefined();
	expect(await filing.save()).toMatchObject({ filed: { task: LEAD_OF_WELS } });
});

it('S9 without a task nobody has to be chosen', async () => {
	await incident();
	const filing = new CheckFiling(fixture.app, check);
	filing.summary = 'Ein Vorkommnis.';
	filing.task = true;
	filing.assignee = null;
	filing.task = false;
	expect((await filing.save())?.filed.task).toBeUndefined();
	expect(check().state).toBe('filed');
});

it('counts the incidents of each check, withdrawn ones left out', async () => {
	await incident();
	await withdraw(fixture.app, await incident(), 'Verwechslung');
	expect(countIncidents(fixture.app, check().id)).toBe(1);
});

describe('S11b what somebody ticked', () => {
	/** Logs a camera message outside of any check. @returns how it is read */
	async function loose(): Promise<() => MessageView> {
		const { _id } = valueOf(
			await saveMessage(fixture.app, {
				site: 'LNU',
				kind: 'camera',
				contact: SABINE,
				text: 'Etwas',
				assignee: LEAD_OF_URFAHR,
				forInformation: true
			})
		);
		return () => {
			const message = fixture.app.log.message(_id, fixture.now);
			if (!message) throw new Error('the message is gone');
			return message;
		};
	}

	it('stays ticked when another device assigns it meanwhile, also over a reload', async () => {
		const message = await loose();
		const filing = new CheckFiling(fixture.app, check);
		filing.summary = 'Etwas';
		filing.tick(message(), true);
		await fixture.app.drafts.flush();
		await assignMessages(fixture.app, [message().id], check().id);
		expect(filing.isTicked(message())).toBe(true);
		const again = new CheckFiling(fixture.app, check);
		await expect.poll(() => again.summary).toBe('Etwas');
		expect(again.isTicked(message())).toBe(true);
		await again.save();
		expect(message().check).toBe(check().id);
	});

	it('stays out when another device takes it out meanwhile', async () => {
		const id = await incident();
		const message = () => fixture.app.log.message(id, fixture.now);
		const filing = new CheckFiling(fixture.app, check);
		const before = message();
		if (before) filing.tick(before, false);
		await assignMessages(fixture.app, [id], undefined);
		const after = message();
		expect(after && filing.isTicked(after)).toBe(false);
		await filing.save();
		expect(message()?.check).toBeUndefined();
	});

	it('is offered however old it is, newest first', async () => {
		const old = await loose();
		fixture.now += 40 * DAY;
		fixture.app.clock.tick();
		const young = await loose();
		const filing = new CheckFiling(fixture.app, check);
		expect(filing.loose.map(({ id }) => id)).toEqual([young().id, old().id]);
	});
});

describe('S11b a check that was started by mistake', () => {
	it('is one in which nothing was found', async () => {
		const filing = new CheckFiling(fixture.app, check);
		expect(filing.mistakePossible).toBe(true);
		const id = await incident();
		expect(filing.mistakePossible).toBe(false);
		const found = fixture.app.log.message(id, fixture.now);
		if (found) filing.tick(found, false);
		expect(filing.mistakePossible).toBe(false);
		await assignMessages(fixture.app, [id], undefined);
		expect(filing.mistakePossible).toBe(true);
	});

	it('needs a reason once its deadline has passed', async () => {
		fixture.now += DAY;
		fixture.app.clock.tick();
		const filing = new CheckFiling(fixture.app, check);
		expect(filing.late).toBe(true);
		expect(await filing.saveAtOnce('mistake')).toBeUndefined();
		expect(filing.problem('summary')).toEqual({ field: 'summary', problem: 'no-reason' });
		filing.summary = 'Falsches Studio gewählt';
		expect(await filing.saveAtOnce('mistake')).toMatchObject({ filed: { outcome: 'mistake' } });
	});
});
