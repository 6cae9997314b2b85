import { beforeEach, describe, expect, it } from 'vitest';
import { enterCheck } from '../../../src/lib/app/checkCommands.ts';
import { incidentDrafts } from '../../../src/lib/app/checkDrafts.ts';
import { CheckDesk } from '../../../src/lib/app/checkDesk.svelte.ts';
import type { Dienstbuch } from '../../../src/lib/app/dienstbuch.svelte.ts';
import { IncidentForm } from '../../../src/lib/app/incident.svelte.ts';
import type { CheckView } from '../../../src/lib/domain/views/cameraCheck.ts';
import { BERND } from '../domain/writer.ts';
import { valueOf } from '../domain/messages.ts';
import { appFixture, type AppFixture } from './appFixture.ts';
import { checkOf, SABINE, SIMON } from './checkFixture.ts';

let fixture: AppFixture;
let check: () => CheckView;
let desk: CheckDesk;

const messages = () => fixture.written.filter((fact) => fact.type === 'message');

/** Writes a text, and keeps it as the screen does with every change. */
function write(text: string): void {
	if (!desk.form) throw new Error('nothing is being written');
	desk.form.text = text;
	desk.form.keep();
}

async function reload(): Promise<void> {
	await fixture.app.drafts.flush();
	desk.leave();
	desk = new CheckDesk(fixture.app, check);
	await desk.restore();
}

beforeEach(async () => {
	fixture = await appFixture();
	check = await checkOf(fixture);
	desk = new CheckDesk(fixture.app, check);
});

it('takes another person as long as nothing is written', () => {
	desk.choose(SABINE);
	desk.choose(SIMON);
	expect(desk.form?.contact).toEqual(SIMON);
	expect(desk.next).toBeUndefined();
});

it('asks what becomes of what is written when another person is chosen', async () => {
	desk.choose(SABINE);
	write('Etwas');
	desk.choose(SABINE);
	expect(desk.next).toBeUndefined();
	desk.choose(SIMON);
	expect(desk.form?.contact).toEqual(SABINE);
	await desk.saveThenNext();
	expect(messages()).toMatchObject([{ contact: SABINE, text: 'Etwas' }]);
	expect(desk.form?.contact).toEqual(SIMON);
	expect(desk.form?.text).toBe('');
});

it('gives what is written to the other person where it was meant for them', () => {
	desk.choose(SABINE);
	write('Etwas');
	desk.choose(SIMON);
	desk.replacePerson();
	expect([desk.form?.contact, desk.form?.text, desk.next]).toEqual([SIMON, 'Etwas', undefined]);
});

it('does not go on to the other person where something is missing', async () => {
	desk.choose({ kind: 'unknown', name: 'männlich' });
	desk.choose(SIMON);
	expect((await desk.saveThenNext())?.ok).toBe(false);
	expect(desk.form?.contact).toEqual({ kind: 'unknown', name: 'männlich' });
});

it('has what was being written after a reload', async () => {
	desk.choose(SABINE);
	write('Etwas');
	await reload();
	expect([desk.form?.contact, desk.form?.text]).toEqual([SABINE, 'Etwas']);
});

it('forgets what was saved, though the draft outlived a crash', async () => {
	desk.choose(SABINE);
	write('Etwas');
	const draft = desk.form?.draft;
	await desk.save();
	expect(desk.form).toBeUndefined();
	if (draft) fixture.app.drafts.keep(`check:${check().id}`, draft);
	await reload();
	expect(desk.form).toBeUndefined();
});

it('closing without entry keeps what was written, also over a reload, behind the next incident', async () => {
	desk.choose(SABINE);
	write('Etwas');
	desk.close();
	expect(desk.form).toBeUndefined();
	desk.choose(SIMON);
	write('Anderes');
	await desk.save();
	await reload();
	expect(desk.form).toBeUndefined();
	await desk.resume();
	expect([desk.form?.contact, desk.form?.text, desk.closed]).toEqual([SABINE, 'Etwas', []]);
	await desk.save();
	await reload();
	expect([desk.form, desk.closed]).toEqual([undefined, []]);
});

it('resuming while another is being written changes their places', async () => {
	desk.choose(SABINE);
	write('Etwas');
	desk.close();
	desk.choose(SIMON);
	write('Anderes');
	await desk.resume();
	expect(desk.form?.text).toBe('Etwas');
	expect(desk.closed.map(({ text }) => text)).toEqual(['Anderes']);
});

it('keeps each of several that were closed without entry', async () => {
	for (const [person, text] of [
		[SABINE, 'Etwas'],
		[SIMON, 'Anderes']
	] as const) {
		desk.choose(person);
		write(text);
		desk.close();
		fixture.now += 1000;
	}
	await reload();
	expect(desk.closed.map(({ text }) => text)).toEqual(['Anderes', 'Etwas']);
	await desk.resume(desk.closed[1]);
	expect([desk.form?.text, desk.closed.map(({ text }) => text)]).toEqual(['Etwas', ['Anderes']]);
	await reload();
	expect([desk.form?.text, desk.closed.map(({ text }) => text)]).toEqual(['Etwas', ['Anderes']]);
});

it('closing where nothing was written leaves nothing', async () => {
	desk.choose(SABINE);
	desk.close();
	await reload();
	expect([desk.form, desk.closed]).toEqual([undefined, []]);
});

it('follows a check whose id was corrected', async () => {
	desk.choose(SABINE);
	write('Etwas');
	await fixture.app.drafts.flush();
	const old = check().id;
	const renamed = { ...check(), id: 'renamed' };
	Object.assign(fixture.app, { currentId: (id: string) => (id === old ? 'renamed' : id) });
	check = () => renamed;
	await reload();
	expect(desk.form?.text).toBe('Etwas');
});

it('reads what version 0.1 kept under the check alone, and keeps it there no longer', async () => {
	const { draft } = new IncidentForm(fixture.app, check, SABINE);
	fixture.app.drafts.keep(`check:${check().id}`, { ...draft, text: 'Etwas' });
	await reload();
	expect(desk.form?.text).toBe('Etwas');
	await fixture.app.drafts.flush();
	expect((await fixture.app.drafts.all()).map(({ key }) => key)).toEqual([desk.form?.key]);
});

describe('two windows of one device in one check', () => {
	let other: CheckDesk;
	let otherApp: Dienstbuch;

	/** Opens another window at the check. */
	async function openOther(): Promise<void> {
		otherApp = fixture.newWindow();
		other = new CheckDesk(otherApp, check);
		await other.restore();
	}

	/** Writes in the other window. */
	function writeThere(text: string): void {
		if (!other.form) throw new Error('nothing is being written');
		other.form.text = text;
		other.form.keep();
	}

	const texts = async (): Promise<string[]> =>
		(await fixture.app.drafts.all()).map(({ draft }) => draft.text).sort();

	it('write an incident each: neither overwrites the other, nor does saving or closing drop it', async () => {
		desk.choose(SABINE);
		write('Etwas');
		await openOther();
		other.choose(SIMON);
		writeThere('Anderes');
		await otherApp.drafts.flush();
		expect(await texts()).toEqual(['Anderes', 'Etwas']);
		await desk.save();
		await fixture.app.drafts.flush();
		expect(await texts()).toEqual(['Anderes']);
		desk.choose(SABINE);
		desk.close();
		await fixture.app.drafts.flush();
		expect(await texts()).toEqual(['Anderes']);
	});

	it('leave each other what they are writing, also over a reload', async () => {
		desk.choose(SABINE);
		write('Etwas');
		await fixture.app.drafts.flush();
		await openOther();
		expect([other.form, other.closed]).toEqual([undefined, []]);
		fixture.now += 1000;
		other.choose(SIMON);
		writeThere('Anderes');
		await otherApp.drafts.flush();
		await reload();
		expect([desk.form?.text, desk.closed]).toEqual(['Etwas', []]);
		write('Etwas mehr');
		await fixture.app.drafts.flush();
		expect(await texts()).toEqual(['Anderes', 'Etwas mehr']);
	});

	it('of two that were left, the latest is gone on with and the other counts as closed', async () => {
		desk.choose(SABINE);
		write('Etwas');
		await fixture.app.drafts.flush();
		await openOther();
		fixture.now += 1000;
		other.choose(SIMON);
		writeThere('Anderes');
		other.leave();
		await otherApp.drafts.flush();
		await reload();
		expect([desk.form?.text, desk.closed.map(({ text }) => text)]).toEqual(['Anderes', ['Etwas']]);
		await reload();
		expect([desk.form?.text, desk.closed.map(({ text }) => text)]).toEqual(['Anderes', ['Etwas']]);
		await desk.resume();
		expect([desk.form?.text, desk.closed.map(({ text }) => text)]).toEqual(['Etwas', ['Anderes']]);
	});

	it('go on with what was closed in one of them alone, as it was left last', async () => {
		desk.choose(SABINE);
		write('Etwas');
		desk.close();
		await openOther();
		await desk.resume();
		write('Etwas mehr');
		const [offered] = other.closed;
		await other.resume(offered);
		expect([other.form, other.closed]).toEqual([undefined, []]);
		desk.close();
		await fixture.app.drafts.flush();
		await other.resume(offered);
		expect(other.form?.text).toBe('Etwas mehr');
		await other.save();
		await desk.resume();
		expect([desk.form, desk.closed]).toEqual([undefined, []]);
	});
});

describe('S11b a check that somebody else files while an incident is being written', () => {
	async function fileAs(author: typeof BERND, outcome: 'none' | 'mistake' = 'none'): Promise<void> {
		const own = fixture.author;
		fixture.author = author;
		valueOf(await enterCheck(fixture.app, check().id, { outcome, summary: '' }));
		fixture.author = own;
	}

	it('leaves it where it is; saved, it belongs to the check', async () => {
		desk.choose(SABINE);
		write('Etwas');
		await fileAs(BERND);
		expect(desk.form?.text).toBe('Etwas');
		valueOf((await desk.save()) ?? { ok: false, problems: [] });
		expect(fixture.app.log.messagesOfCheck(check().id, fixture.now).map(({ fact }) => fact.text)).toEqual([
			'Etwas'
		]);
	});

	it('goes on with it after a reload, and with what was closed before', async () => {
		desk.choose(SABINE);
		write('Etwas');
		desk.close();
		desk.choose(SIMON);
		write('Anderes');
		await fileAs(BERND);
		await reload();
		expect([desk.form?.text, desk.closed.map(({ text }) => text)]).toEqual(['Anderes', ['Etwas']]);
	});

	it('begins nothing anew where nothing was written', async () => {
		desk.choose(SABINE);
		await fileAs(BERND);
		await reload();
		expect(desk.form).toBeUndefined();
	});

	it('has its drafts found from Start, each once, blank ones left out', async () => {
		desk.choose(SABINE);
		write('Etwas');
		desk.close();
		desk.choose(SIMON);
		await fileAs(BERND);
		const found = async (): Promise<[string, string][]> =>
			(await incidentDrafts(fixture.app)).map(({ check: of, draft }) => [of, draft.text]);
		await expect.poll(found).toEqual([[check().id, 'Etwas']]);
		await desk.resume();
		await expect.poll(found).toEqual([[check().id, 'Etwas']]);
		await desk.save();
		expect(await found()).toEqual([]);
	});
});
